package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.codec.JsonMapper;
import io.juvloop.postgres.internal.wire.OutBuffer;
import java.util.Arrays;
import java.util.Map;

/// Codecs by the names of their types, and what they do with arrays of bytes.
final class Codecs {
    static final TypeCatalog CATALOG = new TypeCatalog(TypeOptions.DEFAULT);

    private static final int OIDS_END = 7_000;

    private Codecs() {}

    static TypeCodec<?> named(String name) {
        return named(name, CATALOG);
    }

    static TypeCodec<?> named(String name, TypeCatalog catalog) {
        TypeCodec<?> extension = ExtensionTypes.codec(name);
        return extension == null ? info(name, catalog).codec() : extension;
    }

    static PgTypeInfo info(String name, TypeCatalog catalog) {
        for (int oid = 1; oid < OIDS_END; oid++) {
            PgTypeInfo info = catalog.byOid(oid);
            if (info != null && info.name().equals(name)) {
                return info;
            }
        }
        throw new AssertionError("no type " + name);
    }

    static TypeCatalog withJson(JsonMapper mapper) {
        return new TypeCatalog(new TypeOptions(Map.of(), mapper, null));
    }

    static byte[] encoded(TypeCodec<?> codec, Object value) {
        OutBuffer out = new OutBuffer(16);
        codec.encode(value, out);
        return out.toByteArray();
    }

    static Object decoded(TypeCodec<?> codec, byte[] bytes) {
        byte[] block = among(bytes);
        return codec.decode(block, 3, bytes.length);
    }

    static Object decoded(TypeCodec<?> codec, byte[] bytes, Class<?> wanted) {
        byte[] block = among(bytes);
        return codec.decode(block, 3, bytes.length, wanted);
    }

    /// The bytes inside of a longer block, as values are in a row.
    private static byte[] among(byte[] bytes) {
        byte[] block = new byte[bytes.length + 8];
        Arrays.fill(block, (byte) 0x5a);
        System.arraycopy(bytes, 0, block, 3, bytes.length);
        return block;
    }
}
