package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.PgType;
import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.internal.wire.OutBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Asks the server for types that are not known, level by level: the types, then those that they consist of.
///
/// A level is one run of [#sql], whose parameter and columns are fixed, so it needs no description and takes one
/// flight. It looks things up by index, without a recursive query, so the server never thinks of compiling it.
///
/// Loop thread only. It lives until [#nextLevel] says that all is known.
public final class Introspection {
    /// The type of the parameter, `oid[]`.
    public static final int PARAMETER_OID = 1028;

    /// How many columns the result has.
    public static final int COLUMNS = 11;

    private static final int ELEMENT_OID = 26;
    private static final TypeCodec<?> NUMBER = new Int4Codec(); // an oid is unsigned, the bits are the same
    private static final int DEEPEST = 100; // levels, against a server that lies
    private static final int FIRST_MULTIRANGES = 140_000;
    private static final String BEFORE_RANGES = """
            select t.oid, n.nspname::text, t.typname::text, t.typtype, t.typarray,
                case when t.typtype = 'd' then t.typbasetype
                    when t.typtype = 'b' and t.typlen = -1 then t.typelem
                    when t.typtype = 'r' then (select r.rngsubtype from pg_catalog.pg_range r where r.rngtypid = t.oid)
            """;
    private static final String MULTIRANGES = """
                    when t.typtype = 'm' then
                        (select r.rngtypid from pg_catalog.pg_range r where r.rngmultitypid = t.oid)
            """;
    private static final String BEHIND_RANGES = """
                    else 0::oid end,
                t.typsend::oid <> 0 and t.typreceive::oid <> 0, t.typdelim,
                (select pg_catalog.array_agg(e.enumlabel::text order by e.enumsortorder)
                    from pg_catalog.pg_enum e where e.enumtypid = t.oid),
                (select pg_catalog.array_agg(a.attname::text order by a.attnum)
                    from pg_catalog.pg_attribute a
                    where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped),
                (select pg_catalog.array_agg(a.atttypid order by a.attnum)
                    from pg_catalog.pg_attribute a
                    where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped)
            from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
            where t.oid = any($1)
            """;

    private static final String FOR_13 = BEFORE_RANGES + BEHIND_RANGES;
    private static final String SQL = BEFORE_RANGES + MULTIRANGES + BEHIND_RANGES;

    private final TypeCatalog catalog;
    private final Map<Integer, TypeDescription> described = new HashMap<>();
    private Set<Integer> level;
    private int depth;

    Introspection(TypeCatalog catalog, Set<Integer> unknown) {
        this.catalog = catalog;
        this.level = unknown;
    }

    /// The statement of each level. Its result is wanted in binary.
    ///
    /// @param serverVersion as `server_version_num`
    /// @return the text for that server
    public static String sql(int serverVersion) {
        return serverVersion >= FIRST_MULTIRANGES ? SQL : FOR_13;
    }

    /// Writes the argument for the level, without its length.
    ///
    /// @param out takes the bytes
    public void encodeArgument(OutBuffer out) {
        ArrayWriter.write(level, NUMBER, ELEMENT_OID, 1, out);
    }

    /// Takes a row of the level's result.
    ///
    /// @param block where it is
    /// @param offset the count of its columns, which is its first part
    /// @param length bytes from the count to the end
    /// @throws ProtocolViolation for a row that cannot be read, and for a type that was not asked for
    public void row(byte[] block, int offset, int length) {
        TypeDescription description;
        try {
            description = new DescriptionReader(block, offset, length).read();
        } catch (RuntimeException malformed) {
            throw new ProtocolViolation(
                    "the server has described a type in a way that cannot be read: " + malformed.getMessage(),
                    malformed);
        }
        int oid = description.type().oid();
        if (!level.contains(oid)) {
            throw new ProtocolViolation("the server has described the type " + Integer.toUnsignedString(oid)
                    + ", for which it was not asked");
        }
        described.put(oid, description);
    }

    /// Ends a level.
    ///
    /// @return whether there is another; if not, all types are in the catalog
    /// @throws ProtocolViolation for types that consist of themselves, or of nothing
    public boolean nextLevel() {
        Set<Integer> next = new LinkedHashSet<>();
        for (int oid : level) {
            TypeDescription description = described.computeIfAbsent(oid, TypeDescription::unknown);
            parts(description).stream().filter(this::isUnknown).forEach(next::add);
        }
        level = next;
        depth++;
        if (!next.isEmpty() && depth < DEEPEST) {
            return true;
        }
        TypeBuilder builder = new TypeBuilder(catalog);
        described.keySet().forEach(oid -> build(oid, builder, 0));
        return false;
    }

    private boolean isUnknown(int oid) {
        return catalog.byOid(oid) == null && !described.containsKey(oid);
    }

    private static List<Integer> parts(TypeDescription description) {
        List<Integer> parts = new ArrayList<>(description.fieldOids());
        if (description.inner() != 0) {
            parts.add(description.inner());
        }
        return parts;
    }

    /// Makes a type after those that it consists of.
    private void build(int oid, TypeBuilder builder, int below) {
        if (catalog.byOid(oid) != null) {
            return;
        }
        TypeDescription description = described.get(oid);
        if (description == null || below > DEEPEST) {
            throw new ProtocolViolation("the server describes types without end");
        }
        parts(description).forEach(part -> build(part, builder, below + 1));
        boolean isBase = description.type().kind() == PgType.Kind.SCALAR;
        TypeCodec<?> own = isBase ? ExtensionTypes.codec(description.type().name()) : null;
        catalog.addFound(builder.build(description, own));
    }
}
