package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.PgType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a row of the introspection's result.
///
/// One thread; it lives for one row.
final class DescriptionReader {
    private static final int NULL = -1;
    private static final TypeCodec<?> TEXTS = new ArrayCodec(new TextCodec(), PgType.TEXT.oid());
    private static final TypeCodec<?> NUMBERS = new ArrayCodec(new Int4Codec(), PgType.OID.oid());

    private final ValueReader in;

    DescriptionReader(byte[] block, int offset, int length) {
        in = new ValueReader(block, offset, length);
    }

    TypeDescription read() {
        int columns = in.getUnsignedShort();
        if (columns != Introspection.COLUMNS) {
            throw Misfit.bytes(columns + " columns of a type");
        }
        int oid = number();
        String schema = text();
        String name = text();
        char kind = letter();
        int arrayOid = number();
        int inner = number();
        boolean isBinary = present(1) && in.getByte() != 0;
        char delimiter = letter();
        List<String> labels = strings();
        List<String> fieldNames = strings();
        List<Integer> fieldOids = numbers();
        in.requireEnd();
        if (fieldNames.size() != fieldOids.size()) {
            throw Misfit.bytes(fieldNames.size() + " names of " + fieldOids.size() + " fields");
        }
        return new TypeDescription(
                new PgType(oid, schema, name, kind(kind, inner)),
                arrayOid,
                inner,
                isBinary,
                delimiter,
                labels,
                fieldNames,
                fieldOids);
    }

    private static PgType.Kind kind(char kind, int inner) {
        return switch (kind) {
            case 'b' -> inner == 0 ? PgType.Kind.SCALAR : PgType.Kind.ARRAY;
            case 'c' -> PgType.Kind.COMPOSITE;
            case 'd' -> PgType.Kind.DOMAIN;
            case 'e' -> PgType.Kind.ENUM;
            case 'r' -> PgType.Kind.RANGE;
            case 'm' -> PgType.Kind.MULTIRANGE;
            default -> PgType.Kind.PSEUDO;
        };
    }

    private boolean present(int size) {
        int length = in.getInt();
        if (length != NULL) {
            Bytes.requireLength(length, size);
        }
        return length != NULL;
    }

    private int number() {
        return present(Integer.BYTES) ? in.getInt() : 0;
    }

    private String text() {
        return in.getUtf8(in.getInt());
    }

    private char letter() {
        String text = text();
        if (text.length() != 1) {
            throw Misfit.bytes("no letter: " + text);
        }
        return text.charAt(0);
    }

    private @Nullable Object array(TypeCodec<?> codec, Class<?> wanted) {
        int length = in.getInt();
        return length == NULL ? null : codec.decode(in.block(), in.take(length), length, wanted);
    }

    private List<String> strings() {
        return array(TEXTS, String[].class) instanceof String[] strings ? List.of(strings) : List.of();
    }

    private List<Integer> numbers() {
        return array(NUMBERS, Integer[].class) instanceof Integer[] numbers ? List.of(numbers) : List.of();
    }
}
