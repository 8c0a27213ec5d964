package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.types.TsQuery;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Reads the tree of a `tsquery`, whose operators come before their operands, without recursion: how deep it is, is in
/// the hand of the server.
///
/// One thread; it lives for one decoding.
final class TsQueryReader {
    private static final int DEEPEST = 1_000; // for the sake of the stack of what walks the tree

    private final ValueReader in;
    private final Deque<Operator> open = new ArrayDeque<>();

    TsQueryReader(ValueReader in) {
        this.in = in;
    }

    /// An operator that lacks operands.
    private static final class Operator {
        private final int code;
        private final int distance;
        private @Nullable TsQuery right;

        Operator(int code, int distance) {
            this.code = code;
            this.distance = distance;
        }

        /// Takes an operand.
        ///
        /// @return null if it lacks another one
        @Nullable
        TsQuery take(TsQuery operand) {
            TsQuery first = right;
            if (code == TsQueryCodec.NOT) {
                return new TsQuery.Not(operand);
            } else if (first == null) {
                right = operand;
                return null;
            }
            return switch (code) {
                case TsQueryCodec.AND -> new TsQuery.And(operand, first);
                case TsQueryCodec.OR -> new TsQuery.Or(operand, first);
                default -> new TsQuery.FollowedBy(operand, first, distance);
            };
        }
    }

    /// Reads a tree that has exactly so many nodes.
    ///
    /// @param count 1 or more
    TsQuery read(int count) {
        TsQuery whole = null;
        for (int left = count; left > 0; left--) {
            if (whole != null) {
                throw Misfit.bytes("a query of fewer nodes than " + count);
            }
            whole = node();
        }
        if (whole == null) {
            throw Misfit.bytes("a query of more nodes than " + count);
        }
        return whole;
    }

    /// @return the tree, once this node has completed it
    private @Nullable TsQuery node() {
        int kind = in.getByte();
        if (kind == TsQueryCodec.WORD) {
            return completed(word());
        } else if (kind != TsQueryCodec.OPERATOR) {
            throw Misfit.bytes("no node of a query: " + kind);
        }
        int code = in.getByte();
        if (code < TsQueryCodec.NOT || code > TsQueryCodec.PHRASE) {
            throw Misfit.bytes("no operator of a query: " + code);
        } else if (open.size() == DEEPEST) {
            throw Misfit.bytes("a query deeper than " + DEEPEST);
        }
        open.push(new Operator(code, code == TsQueryCodec.PHRASE ? in.getShort() : 0));
        return null;
    }

    /// Gives an operand to the last operator, which may complete that one, and so on.
    private @Nullable TsQuery completed(TsQuery operand) {
        TsQuery made = operand;
        while (made != null && !open.isEmpty()) {
            made = open.getFirst().take(made);
            if (made != null) {
                open.pop();
            }
        }
        return made;
    }

    private TsQuery word() {
        int bits = in.getByte();
        boolean isPrefix = in.getByte() != 0;
        StringBuilder weights = new StringBuilder();
        for (char weight = 'A'; weight <= 'D'; weight++) {
            if ((bits & (1 << ('D' - weight))) != 0) {
                weights.append(weight);
            }
        }
        return new TsQuery.Word(in.getCString(), weights.toString(), isPrefix);
    }
}
