package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.codec.Format;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Arrays of a type that has only a text form, as `aclitem[]`: literals with braces, read to lists.
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
        return new ArrayLiteral(Utf8.decode(block, offset, length), delimiter, this::element).parse();
    }

    private @Nullable Object element(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return element.decode(bytes, 0, bytes.length);
    }
}
