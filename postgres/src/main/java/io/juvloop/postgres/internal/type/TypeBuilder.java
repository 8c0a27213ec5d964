package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.PgType;
import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.codec.Format;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chooses the codec of a type that was described.
///
/// The program's own codec goes first, then the codec by the kind of the type. What has no binary form, itself or
/// inside of it, comes as text. Loop thread only.
final class TypeBuilder {
    private final TypeCatalog catalog;

    TypeBuilder(TypeCatalog catalog) {
        this.catalog = catalog;
    }

    /// Makes a type, whose parts are in the catalog already.
    ///
    /// @param own the codec of a base type; null if there is none
    PgTypeInfo build(TypeDescription description, @Nullable TypeCodec<?> own) {
        PgType type = description.type();
        TypeCodec<?> codec = catalog.options().codec(type.schema(), type.name());
        if (codec == null) {
            codec = description.isBinary() || type.kind() == PgType.Kind.ARRAY ? codec(description, own) : null;
        }
        return new PgTypeInfo(type, description.arrayOid(), codec == null ? new OpaqueCodec() : codec);
    }

    private @Nullable TypeCodec<?> codec(TypeDescription description, @Nullable TypeCodec<?> own) {
        return switch (description.type().kind()) {
            case SCALAR, PSEUDO -> own;
            case ENUM -> new EnumCodec(description.labels());
            case DOMAIN -> inner(description).codec();
            case ARRAY -> array(description, inner(description));
            case RANGE ->
                isBinary(inner(description)) ? new RangeCodec(inner(description).codec()) : null;
            case MULTIRANGE ->
                isBinary(inner(description))
                        ? new MultirangeCodec(inner(description).codec())
                        : null;
            case COMPOSITE -> composite(description);
        };
    }

    private PgTypeInfo inner(TypeDescription description) {
        PgTypeInfo inner = part(description.inner());
        if (inner.codec() instanceof AnyArrayCodec) {
            throw new ProtocolViolation("the server describes the type " + description.type() + " as one of anyarray");
        }
        return inner;
    }

    private PgTypeInfo part(int oid) {
        PgTypeInfo info = catalog.byOid(oid);
        if (info == null) {
            throw new ProtocolViolation(
                    "the server describes a type with the part " + Integer.toUnsignedString(oid) + ", which is none");
        }
        return info;
    }

    private static boolean isBinary(PgTypeInfo info) {
        return info.codec().format() == Format.BINARY;
    }

    private static TypeCodec<?> array(TypeDescription description, PgTypeInfo element) {
        return isBinary(element)
                ? new ArrayCodec(element.codec(), element.oid())
                : new TextArrayCodec(element.codec(), description.delimiter());
    }

    private @Nullable TypeCodec<?> composite(TypeDescription description) {
        List<PgTypeInfo> types = new ArrayList<>();
        for (int oid : description.fieldOids()) {
            PgTypeInfo info = part(oid);
            if (!isBinary(info)) {
                return null;
            }
            types.add(info);
        }
        CompositeFields fields = CompositeFields.of(description.fieldNames(), types, catalog.records());
        return new CompositeCodec(catalog, description.type(), fields);
    }
}
