package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// `void`: what a function without a result returns, which is null.
///
/// Any thread.
final class VoidCodec extends TypeCodec<Void> {
    VoidCodec() {
        super(Void.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        throw Misfit.argument(value, "null");
    }

    @Override
    public @Nullable Void decode(byte[] block, int offset, int length) {
        return null;
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        return this;
    }
}
