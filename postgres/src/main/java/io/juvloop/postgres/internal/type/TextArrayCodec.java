package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.codec.Format;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.Utf8;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Arrays of a type that has only a text form, as `aclitem[]`: literals with braces, read to lists, to Java arrays,
/// or as they are.
///
/// Any thread that the codec of the elements allows.
@SuppressWarnings("rawtypes") // a class literal has no parameters
final class TextArrayCodec extends TypeCodec<List> {
    private static final int SCRATCH = 64;

    private final TypeCodec<?> element;
    private final char delimiter;

    /// Makes a codec.
    ///
    /// @param element the codec of the elements, in text
    /// @param delimiter what stands between elements
    TextArrayCodec(TypeCodec<?> element, char delimiter) {
        super(List.class);
        this.element = element;
        this.delimiter = delimiter;
    }

    @Override
    public Format format() {
        return Format.TEXT;
    }

    @Override
    public void write(Object value, OutBuffer out) {
        Dimensions.of(value, element);
        StringBuilder literal = new StringBuilder();
        write(value, literal);
        out.putUtf8(literal);
    }

    private void write(Object level, StringBuilder literal) {
        char separator = '{';
        for (Iterator<?> elements = Dimensions.elements(level); elements.hasNext(); separator = delimiter) {
            literal.append(separator);
            Object next = elements.next();
            if (next != null && Dimensions.isDimension(next, element)) {
                write(next, literal);
            } else {
                literal.append(quoted(next));
            }
        }
        literal.append(separator == '{' ? "{}" : "}");
    }

    private String quoted(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        OutBuffer scratch = new OutBuffer(SCRATCH);
        element.write(value, scratch);
        String text = new String(scratch.toByteArray(), StandardCharsets.UTF_8);
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public List<@Nullable Object> decode(byte[] block, int offset, int length) {
        return list(block, offset, length, element);
    }

    /// A string is the whole literal.
    @Override
    public Decoder<?> decoder(Type wanted) {
        Class<?> raw = Classes.erased(wanted);
        if (raw == String.class) {
            return Utf8::decode;
        } else if (!raw.isArray()) {
            return super.decoder(wanted);
        }
        ArrayShape shape = ArrayShape.ofArray(wanted, element.javaType());
        Class<?> leaf = Classes.erased(shape.leaf());
        Decoder<?> elements = element.decoder(shape.leaf());
        return (block, offset, length) -> array(list(block, offset, length, elements), shape.depth(), leaf);
    }

    private List<@Nullable Object> list(byte[] block, int offset, int length, Decoder<?> elements) {
        return new ArrayLiteral(Utf8.decode(block, offset, length), delimiter, text -> {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    return elements.decode(bytes, 0, bytes.length);
                })
                .parse();
    }

    private static Object array(List<?> list, int depth, Class<?> leaf) {
        Class<?> component = leaf;
        for (int i = 1; i < depth; i++) {
            component = component.arrayType();
        }
        Object array = Array.newInstance(component, list.size());
        for (int i = 0; i < list.size(); i++) {
            Object next = list.get(i);
            if (next instanceof List<?> != depth > 1) {
                throw new ArithmeticException("the array has not " + depth + " dimensions");
            }
            Array.set(array, i, next instanceof List<?> level ? array(level, depth - 1, leaf) : next);
        }
        return array;
    }
}
