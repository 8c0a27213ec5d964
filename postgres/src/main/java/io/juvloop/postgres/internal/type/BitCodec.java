package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.BitString;
import java.lang.reflect.Type;
import java.util.BitSet;

/// `bit` and `varbit`: a count, and the bits from the left.
///
/// A [BitSet] has no length of its own: it is sent up to its last one, so `BitString` is the better choice for
/// `bit(n)`. Any thread.
final class BitCodec extends TypeCodec<BitString> {
    BitCodec() {
        super(BitString.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        BitString bits = switch (value) {
            case BitString string -> string;
            case BitSet set -> BitString.of(set, set.length());
            default -> throw Misfit.argument(value, "BitString, BitSet");
        };
        out.putInt(bits.length());
        out.putBytes(bits.toByteArray());
    }

    @Override
    public BitString decode(byte[] block, int offset, int length) {
        ValueReader in = new ValueReader(block, offset, length);
        int bits = in.getInt();
        byte[] bytes = in.getBytes(in.remaining());
        if (bits < 0 || bytes.length != (bits + Byte.SIZE - 1L) / Byte.SIZE) {
            throw Misfit.bytes(bits + " bits in " + bytes.length + " bytes");
        }
        return BitString.of(bytes, bits);
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        if (Classes.raw(wanted) == BitSet.class) {
            return (block, offset, length) -> decode(block, offset, length).toBitSet();
        }
        return super.decoder(wanted);
    }
}
