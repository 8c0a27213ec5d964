package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.Utf8;
import java.lang.reflect.Type;

/// Types whose two formats are the same, UTF-8: `text`, `varchar`, `bpchar`, `name`, `xml`, `json` without a mapper.
///
/// Any thread.
class TextCodec extends TypeCodec<String> {
    TextCodec() {
        super(String.class, TEXT);
    }

    /// Never: text is the binary form too, and one format for all parameters makes a shorter message.
    @Override
    protected final boolean isLiteral(Object value) {
        return false;
    }

    @Override
    public void write(Object value, OutBuffer out) {
        out.putUtf8(text(value));
    }

    private CharSequence text(Object value) {
        return switch (value) {
            case CharSequence text -> text;
            case Enum<?> constant -> label(constant);
            case Character character -> character.toString();
            default -> throw Misfit.argument(value, "CharSequence, Enum, Character");
        };
    }

    /// The text for a constant of a Java enum.
    String label(Enum<?> constant) {
        return constant.name();
    }

    @Override
    public String decode(byte[] block, int offset, int length) {
        return Utf8.decode(block, offset, length);
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        Class<?> raw = Classes.raw(wanted);
        return raw.isEnum() ? EnumConstants.decoder(raw) : super.decoder(wanted);
    }
}
