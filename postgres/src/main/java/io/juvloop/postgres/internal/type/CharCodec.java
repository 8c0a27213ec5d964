package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;

/// `"char"`: one byte, which may be any.
///
/// Any thread.
final class CharCodec extends TypeCodec<Character> {
    private static final int LARGEST = 0xff;

    CharCodec() {
        super(Character.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof Character character)) {
            throw Misfit.argument(value, "Character");
        }
        if (character > LARGEST) {
            throw Misfit.range();
        }
        out.putByte(character);
    }

    @Override
    public Character decode(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Byte.BYTES);
        return (char) (block[offset] & LARGEST);
    }
}
