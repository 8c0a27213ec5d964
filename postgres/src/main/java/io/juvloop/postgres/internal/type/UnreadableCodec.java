package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.lang.reflect.Type;

/// Types whose binary form is not known here, where a value came in binary all the same: inside of a `record`, or in a
/// column that had another type when it was asked for.
///
/// The bytes are not shown as if they were text. Any thread.
final class UnreadableCodec extends TypeCodec<Object> {
    UnreadableCodec() {
        super(Object.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        throw Misfit.argument(value, "nothing but CharSequence");
    }

    @Override
    public Object decode(byte[] block, int offset, int length) {
        throw new IllegalArgumentException("its binary form is not known here; cast it to text");
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        return this;
    }
}
