package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// The binary form that `inet` and `cidr` share: family, prefix, which of the two it is, length, address.
///
/// Any thread; it keeps nothing.
final class AddressFormat {
    private static final int FAMILY_4 = 2;
    private static final int FAMILY_6 = 3;
    private static final int LENGTH_4 = 4;
    private static final int LENGTH_6 = 16;

    /// An address and its prefix.
    record Parts(InetAddress address, int prefix) {}

    private AddressFormat() {}

    static void write(InetAddress address, int prefix, boolean isCidr, OutBuffer out) {
        byte[] bytes = address.getAddress();
        out.putByte(bytes.length == LENGTH_4 ? FAMILY_4 : FAMILY_6);
        out.putByte(prefix);
        out.putByte(isCidr ? 1 : 0);
        out.putByte(bytes.length);
        out.putBytes(bytes);
    }

    static Parts read(byte[] block, int offset, int length) {
        ValueReader in = new ValueReader(block, offset, length);
        int family = in.getByte();
        int prefix = Byte.toUnsignedInt(in.getByte());
        in.skip(1);
        byte[] bytes = in.getBytes(Byte.toUnsignedInt(in.getByte()));
        in.requireEnd();
        if (family != FAMILY_4 && family != FAMILY_6) {
            throw Misfit.bytes("an address of the family " + family);
        }
        if (bytes.length != (family == FAMILY_4 ? LENGTH_4 : LENGTH_6)) {
            throw Misfit.bytes("an address of " + bytes.length);
        }
        return new Parts(address(bytes), prefix);
    }

    /// Never turns an IPv4 address inside of an IPv6 one into the former, as [InetAddress#getByAddress] does.
    private static InetAddress address(byte[] bytes) {
        try {
            return bytes.length == LENGTH_4
                    ? InetAddress.getByAddress(bytes)
                    : Inet6Address.getByAddress(null, bytes, -1);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException(wrongLength);
        }
    }
}
