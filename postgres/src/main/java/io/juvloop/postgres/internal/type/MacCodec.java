package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.MacAddress;
import java.util.Arrays;

/// `macaddr` and `macaddr8`: six or eight bytes.
///
/// Any thread.
final class MacCodec extends TypeCodec<MacAddress> {
    private static final int SHORT_LENGTH = 6;

    private final int size;

    MacCodec(int size) {
        super(MacAddress.class);
        this.size = size;
    }

    /// A `macaddr8` takes a short address too: the server puts `ff:fe` into its middle.
    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof MacAddress address)) {
            throw Misfit.argument(value, "MacAddress");
        }
        if (address.length() != size && address.length() != SHORT_LENGTH) {
            throw new IllegalArgumentException("it has " + size + " bytes, not " + address.length());
        }
        out.putBytes(address.toByteArray());
    }

    @Override
    public MacAddress decode(byte[] block, int offset, int length) {
        Bytes.requireLength(length, size);
        return MacAddress.of(Arrays.copyOfRange(block, offset, offset + length));
    }
}
