package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.codec.Format;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.Utf8;

/// Types whose binary form is not there, or not known: they come and go as text.
///
/// Any thread.
final class OpaqueCodec extends TypeCodec<String> {
    OpaqueCodec() {
        super(String.class);
    }

    @Override
    public Format format() {
        return Format.TEXT;
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof CharSequence text)) {
            throw Misfit.argument(value, "CharSequence");
        }
        out.putUtf8(text);
    }

    @Override
    public String decode(byte[] block, int offset, int length) {
        return Utf8.decode(block, offset, length);
    }
}
