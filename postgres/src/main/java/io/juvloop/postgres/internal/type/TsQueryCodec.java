package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.TsQuery;

/// `tsquery`: a count, and the tree's nodes, each operator before its right and then its left operand.
///
/// Any thread.
final class TsQueryCodec extends TypeCodec<TsQuery> {
    static final int WORD = 1;
    static final int OPERATOR = 2;
    static final int NOT = 1;
    static final int AND = 2;
    static final int OR = 3;
    static final int PHRASE = 4;
    private static final int SMALLEST_NODE = 2;

    TsQueryCodec() {
        super(TsQuery.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof TsQuery query)) {
            throw Misfit.argument(value, "TsQuery");
        }
        int mark = out.position();
        out.putInt(0);
        out.setInt(mark, put(query, out));
    }

    /// @return how many nodes were put
    private static int put(TsQuery query, OutBuffer out) {
        return switch (query) {
            case TsQuery.Empty _ -> 0;
            case TsQuery.Word word -> putWord(word, out);
            case TsQuery.Not not -> {
                operator(NOT, out);
                yield 1 + operand(not.operand(), out);
            }
            case TsQuery.And and -> {
                operator(AND, out);
                yield 1 + operand(and.right(), out) + operand(and.left(), out);
            }
            case TsQuery.Or or -> {
                operator(OR, out);
                yield 1 + operand(or.right(), out) + operand(or.left(), out);
            }
            case TsQuery.FollowedBy phrase -> {
                operator(PHRASE, out);
                out.putShort(phrase.distance());
                yield 1 + operand(phrase.right(), out) + operand(phrase.left(), out);
            }
        };
    }

    private static int operand(TsQuery query, OutBuffer out) {
        if (query instanceof TsQuery.Empty) {
            throw new IllegalArgumentException("an operand of it is empty");
        }
        return put(query, out);
    }

    private static void operator(int code, OutBuffer out) {
        out.putByte(OPERATOR);
        out.putByte(code);
    }

    private static int putWord(TsQuery.Word word, OutBuffer out) {
        int weights = 0;
        for (char weight : word.weights().toCharArray()) {
            weights |= 1 << ('D' - weight);
        }
        out.putByte(WORD);
        out.putByte(weights);
        out.putByte(word.isPrefix() ? 1 : 0);
        out.putCString(word.word());
        return 1;
    }

    @Override
    public TsQuery decode(byte[] block, int offset, int length) {
        ValueReader in = new ValueReader(block, offset, length);
        int count = in.getCount(SMALLEST_NODE);
        TsQuery query = count == 0 ? TsQuery.EMPTY : new TsQueryReader(in).read(count);
        in.requireEnd();
        return query;
    }
}
