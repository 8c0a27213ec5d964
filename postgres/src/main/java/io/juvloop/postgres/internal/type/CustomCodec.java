package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.codec.Codec;
import io.juvloop.postgres.codec.Format;
import io.juvloop.postgres.internal.wire.OutBuffer;

/// A codec of the program's own.
///
/// For the thread of the loop, or any that the program's codec allows.
///
/// @param <T> the class of the values
final class CustomCodec<T> extends TypeCodec<T> {
    private final Codec<T> codec;
    private final Format format;

    CustomCodec(Codec<T> codec) {
        super(codec.javaType());
        this.codec = codec;
        this.format = codec.format();
    }

    @Override
    public Format format() {
        return format;
    }

    /// Text is a literal only if the codec is not for text.
    @Override
    protected boolean isLiteral(Object value) {
        return value instanceof CharSequence && !javaType().isInstance(value);
    }

    @Override
    protected boolean isValue(Object value) {
        return javaType().isInstance(value);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!javaType().isInstance(value)) {
            throw Misfit.argument(value, javaType().getTypeName());
        }
        codec.encode(javaType().cast(value), new ValueWriter(out));
    }

    @Override
    public T decode(byte[] block, int offset, int length) {
        ValueReader in = new ValueReader(block, offset, length);
        T value = codec.decode(in);
        in.requireEnd();
        return value;
    }
}
