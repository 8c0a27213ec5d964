package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.Money;

/// `money`: a number of the smallest unit.
///
/// Any thread.
final class MoneyCodec extends TypeCodec<Money> {
    MoneyCodec() {
        super(Money.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof Money money)) {
            throw Misfit.argument(value, "Money");
        }
        out.putLong(money.minorUnits());
    }

    @Override
    public Money decode(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Long.BYTES);
        return new Money(Bytes.getLong(block, offset));
    }
}
