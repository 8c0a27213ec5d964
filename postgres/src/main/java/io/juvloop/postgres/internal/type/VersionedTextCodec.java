package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.Utf8;

/// Types whose binary form is a version, which is 1, and their text: `jsonpath`, `ltree`, `lquery`, `ltxtquery`.
///
/// Any thread.
final class VersionedTextCodec extends TypeCodec<String> {
    static final int VERSION = 1;

    VersionedTextCodec() {
        super(String.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof CharSequence text)) {
            throw Misfit.argument(value, "CharSequence");
        }
        out.putByte(VERSION);
        out.putUtf8(text);
    }

    @Override
    public String decode(byte[] block, int offset, int length) {
        return text(block, offset, length);
    }

    static String text(byte[] block, int offset, int length) {
        if (length < 1 || block[offset] != VERSION) {
            throw Misfit.bytes("not version " + VERSION);
        }
        return Utf8.decode(block, offset + 1, length - 1);
    }
}
