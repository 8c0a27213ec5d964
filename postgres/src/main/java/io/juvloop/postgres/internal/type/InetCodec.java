package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.Inet;
import java.lang.reflect.Type;
import java.net.InetAddress;

/// `inet`: an address with a prefix, or an address alone.
///
/// Any thread.
final class InetCodec extends TypeCodec<Inet> {
    InetCodec() {
        super(Inet.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        Inet inet = switch (value) {
            case Inet both -> both;
            case InetAddress address -> Inet.of(address);
            default -> throw Misfit.argument(value, "Inet, InetAddress");
        };
        AddressFormat.write(inet.address(), inet.prefix(), false, out);
    }

    @Override
    public Inet decode(byte[] block, int offset, int length) {
        AddressFormat.Parts parts = AddressFormat.read(block, offset, length);
        return new Inet(parts.address(), parts.prefix());
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        Class<?> raw = Classes.raw(wanted);
        if (InetAddress.class.isAssignableFrom(raw)) {
            return (block, offset, length) -> host(decode(block, offset, length), raw);
        }
        return super.decoder(wanted);
    }

    private static InetAddress host(Inet inet, Class<?> wanted) {
        if (!inet.equals(Inet.of(inet.address())) || !wanted.isInstance(inet.address())) {
            throw Misfit.value(inet, wanted);
        }
        return inet.address();
    }
}
