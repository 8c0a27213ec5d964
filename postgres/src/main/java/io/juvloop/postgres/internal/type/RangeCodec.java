package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.Range;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// Ranges: a byte of flags, and each bound that there is with its length.
///
/// Any thread that the codec of the bounds allows.
@SuppressWarnings("rawtypes") // a class literal has no parameters
final class RangeCodec extends TypeCodec<Range> {
    private static final int EMPTY = 0x01;
    private static final int LOWER_INCLUSIVE = 0x02;
    private static final int UPPER_INCLUSIVE = 0x04;
    private static final int LOWER_INFINITE = 0x08;
    private static final int UPPER_INFINITE = 0x10;

    private final TypeCodec<?> bound;

    /// Makes a codec.
    ///
    /// @param bound the codec of the bounds, in binary
    RangeCodec(TypeCodec<?> bound) {
        super(Range.class);
        this.bound = bound;
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof Range<?> range)) {
            throw Misfit.argument(value, "Range");
        }
        out.putByte(flags(range));
        put(range.lower(), out);
        put(range.upper(), out);
    }

    private static int flags(Range<?> range) {
        if (range.isEmpty()) {
            return EMPTY;
        }
        return (range.lower() == null ? LOWER_INFINITE : 0)
                | (range.upper() == null ? UPPER_INFINITE : 0)
                | (range.isLowerInclusive() ? LOWER_INCLUSIVE : 0)
                | (range.isUpperInclusive() ? UPPER_INCLUSIVE : 0);
    }

    private void put(@Nullable Object value, OutBuffer out) {
        if (value != null) {
            int mark = out.position();
            out.putInt(0);
            bound.write(value, out);
            out.setLength(mark);
        }
    }

    @Override
    public Range<?> decode(byte[] block, int offset, int length) {
        return read(block, offset, length, bound);
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        Type parameter = Classes.parameter(wanted);
        if (Classes.erased(wanted) != Range.class || parameter == Object.class) {
            return super.decoder(wanted);
        }
        Decoder<?> decoder = bound.decoder(parameter);
        return (block, offset, length) -> read(block, offset, length, decoder);
    }

    private static Range<?> read(byte[] block, int offset, int length, Decoder<?> bound) {
        ValueReader in = new ValueReader(block, offset, length);
        int flags = in.getByte();
        if ((flags & EMPTY) != 0) {
            in.requireEnd();
            return Range.empty();
        }
        Object lower = (flags & LOWER_INFINITE) == 0 ? bound(in, bound) : null;
        Object upper = (flags & UPPER_INFINITE) == 0 ? bound(in, bound) : null;
        in.requireEnd();
        return Range.of(lower, (flags & LOWER_INCLUSIVE) != 0, upper, (flags & UPPER_INCLUSIVE) != 0);
    }

    private static @Nullable Object bound(ValueReader in, Decoder<?> decoder) {
        int size = in.getInt();
        return decoder.decode(in.block(), in.take(size), size);
    }
}
