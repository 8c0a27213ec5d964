package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.OutdatedSchemaCache;
import io.juvloop.postgres.PgType;
import io.juvloop.postgres.codec.Format;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The types of one database, by their object identifiers: the built-in ones, and those that introspection has
/// found.
///
/// Loop thread only. Connections of a loop to the same database share one, see [TypeCatalogs].
public final class TypeCatalog {
    private final TypeOptions options;
    private final RecordMapper records;
    private final Map<Integer, PgTypeInfo> builtin = new HashMap<>();
    private final Map<Integer, PgTypeInfo> found = new HashMap<>();
    private final Set<Integer> missed = new HashSet<>();
    private int version;

    /// Makes a catalog of the built-in types.
    ///
    /// @param options what the program says of types
    public TypeCatalog(TypeOptions options) {
        this.options = options;
        this.records = new RecordMapper(options.lookup());
        BuiltinTypes.addTo(this);
    }

    /// What the program says of types.
    ///
    /// @return the options
    public TypeOptions options() {
        return options;
    }

    /// What makes Java records of rows.
    ///
    /// @return the mapper, always the same
    public RecordMapper records() {
        return records;
    }

    /// Counts how often types were forgotten. What was described under another version must be described again.
    ///
    /// @return a number that only grows
    public int version() {
        return version;
    }

    /// Finds a type.
    ///
    /// @param oid its object identifier
    /// @return null if it must be introspected first
    public @Nullable PgTypeInfo byOid(int oid) {
        PgTypeInfo info = builtin.get(oid);
        return info == null ? found.get(oid) : info;
    }

    /// Begins to introspect what is unknown among some types.
    ///
    /// @param oids object identifiers, any of them several times
    /// @return null if all are known
    public @Nullable Introspection unknown(int[] oids) {
        Set<Integer> unknown = new HashSet<>(missed);
        for (int oid : oids) {
            if (byOid(oid) == null) {
                unknown.add(oid);
            }
        }
        return unknown.isEmpty() ? null : new Introspection(this, unknown);
    }

    /// Forgets all types that introspection has found.
    public void forget() {
        found.clear();
        version++;
    }

    void addBuiltin(PgTypeInfo info) {
        builtin.put(info.oid(), info);
    }

    void addFound(PgTypeInfo info) {
        found.put(info.oid(), info);
        missed.remove(info.oid());
    }

    /// Forgets all types, because one was altered.
    ///
    /// @param type which one
    /// @param difference what is not as it was
    /// @return the exception to throw
    OutdatedSchemaCache outdated(PgType type, String difference) {
        forget();
        return new OutdatedSchemaCache("the type " + type + " was altered: a value of it has " + difference, null);
    }

    /// Finds a type that only a value names, which came in binary. If the type is unknown, the next statement
    /// introspects it.
    ///
    /// @throws OutdatedSchemaCache if it is unknown; the same call works when it is repeated
    PgTypeInfo require(int oid) {
        PgTypeInfo info = byOid(oid);
        if (info == null) {
            missed.add(oid);
            version++;
            throw new OutdatedSchemaCache(
                    "a value has a part of the type " + Integer.toUnsignedString(oid) + ", which is not known yet",
                    null);
        }
        TypeCodec<?> codec = info.codec().in(Format.BINARY);
        return codec.equals(info.codec()) ? info : new PgTypeInfo(info.type(), info.arrayOid(), codec);
    }
}
