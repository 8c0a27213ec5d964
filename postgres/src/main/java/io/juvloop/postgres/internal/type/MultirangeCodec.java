package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.Multirange;
import io.juvloop.postgres.types.Range;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/// Multiranges: a count, and the ranges with their lengths.
///
/// Any thread that the codec of the ranges allows.
@SuppressWarnings("rawtypes") // a class literal has no parameters
final class MultirangeCodec extends TypeCodec<Multirange> {
    private static final int LEAST_RANGE = Integer.BYTES + 1;

    private final TypeCodec<?> range;

    /// Makes a codec.
    ///
    /// @param range the codec of the ranges, in binary
    MultirangeCodec(TypeCodec<?> range) {
        super(Multirange.class);
        this.range = range;
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof Multirange<?> multirange)) {
            throw Misfit.argument(value, "Multirange");
        }
        out.putInt(multirange.ranges().size());
        for (Range<?> one : multirange.ranges()) {
            int mark = out.position();
            out.putInt(0);
            range.write(one, out);
            out.setLength(mark);
        }
    }

    @Override
    public Multirange<?> decode(byte[] block, int offset, int length) {
        return read(block, offset, length, range);
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        Type parameter = Classes.parameter(wanted);
        if (Classes.erased(wanted) != Multirange.class || parameter == Object.class) {
            return super.decoder(wanted);
        }
        Decoder<?> decoder = range.decoder(new RangeOf(parameter));
        return (block, offset, length) -> read(block, offset, length, decoder);
    }

    private static Multirange<?> read(byte[] block, int offset, int length, Decoder<?> decoder) {
        ValueReader in = new ValueReader(block, offset, length);
        int count = in.getCount(LEAST_RANGE);
        List<Range<Object>> ranges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int size = in.getInt();
            ranges.add(range(Classes.present(decoder.decode(in.block(), in.take(size), size))));
        }
        in.requireEnd();
        return new Multirange<>(ranges);
    }

    @SuppressWarnings("unchecked") // a caller that asked for the class of the bounds gets them
    private static Range<Object> range(Object decoded) {
        return (Range<Object>) decoded;
    }
}
