package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.TsVector;
import java.util.ArrayList;
import java.util.List;

/// `tsvector`: a count, and for each lexeme its text, a count, and positions with their weights in the two high
/// bits.
///
/// Any thread.
final class TsVectorCodec extends TypeCodec<TsVector> {
    private static final int PLACE_BITS = 14;
    private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;
    private static final int SMALLEST_LEXEME = 3;

    TsVectorCodec() {
        super(TsVector.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof TsVector vector)) {
            throw Misfit.argument(value, "TsVector");
        }
        out.putInt(vector.lexemes().size());
        for (TsVector.Lexeme lexeme : vector.lexemes()) {
            out.putCString(lexeme.word());
            out.putShort(lexeme.positions().size());
            for (TsVector.Position position : lexeme.positions()) {
                out.putShort((('D' - position.weight()) << PLACE_BITS) | position.place());
            }
        }
    }

    @Override
    public TsVector decode(byte[] block, int offset, int length) {
        ValueReader in = new ValueReader(block, offset, length);
        int count = in.getCount(SMALLEST_LEXEME);
        List<TsVector.Lexeme> lexemes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lexemes.add(new TsVector.Lexeme(in.getCString(), positions(in)));
        }
        in.requireEnd();
        return new TsVector(lexemes);
    }

    private static List<TsVector.Position> positions(ValueReader in) {
        int count = in.requireCount(in.getUnsignedShort(), Short.BYTES);
        List<TsVector.Position> positions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int bits = in.getUnsignedShort();
            positions.add(new TsVector.Position(bits & PLACE_MASK, (char) ('D' - (bits >> PLACE_BITS))));
        }
        return positions;
    }
}
