package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.Cidr;

/// `cidr`: a network.
///
/// Any thread.
final class CidrCodec extends TypeCodec<Cidr> {
    CidrCodec() {
        super(Cidr.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof Cidr cidr)) {
            throw Misfit.argument(value, "Cidr");
        }
        AddressFormat.write(cidr.address(), cidr.prefix(), true, out);
    }

    @Override
    public Cidr decode(byte[] block, int offset, int length) {
        AddressFormat.Parts parts = AddressFormat.read(block, offset, length);
        return new Cidr(parts.address(), parts.prefix());
    }
}
