package io.juvloop.postgres.types;

import java.util.Objects;

/// A `tsquery`: what a text search looks for, as a tree of words and operators.
///
/// Any thread.
public sealed interface TsQuery {
    /// The query without any word, which finds nothing.
    TsQuery EMPTY = new Empty();

    /// Looks for a word.
    ///
    /// @param word its lexeme
    /// @return the query
    static TsQuery word(String word) {
        return new Word(word, "", false);
    }

    /// The query without any word.
    record Empty() implements TsQuery {
        @Override
        public String toString() {
            return "";
        }
    }

    /// Finds texts that have a lexeme.
    ///
    /// @param word the lexeme
    /// @param weights the weights that the lexeme must have in the text, out of `ABCD`; empty for any
    /// @param isPrefix whether lexemes that begin with the word are found too
    record Word(String word, String weights, boolean isPrefix) implements TsQuery {
        /// Checks the weights and puts them in order.
        ///
        /// @throws IllegalArgumentException for a weight outside of `ABCD`
        public Word {
            Objects.requireNonNull(word, "the word is null");
            StringBuilder sorted = new StringBuilder();
            for (char weight = 'A'; weight <= 'D'; weight++) {
                if (weights.indexOf(weight) >= 0) {
                    sorted.append(weight);
                }
            }
            if (sorted.length() != weights.chars().distinct().count()) {
                throw new IllegalArgumentException("no weights of a lexeme: " + weights);
            }
            weights = sorted.toString();
        }

        @Override
        public String toString() {
            String marks = (isPrefix ? "*" : "") + weights;
            String quoted = "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
            return marks.isEmpty() ? quoted : quoted + ":" + marks;
        }
    }

    /// Finds texts that a query does not find.
    ///
    /// @param operand the query
    record Not(TsQuery operand) implements TsQuery {
        /// Refuses null.
        public Not {
            Objects.requireNonNull(operand, "the operand is null");
        }

        @Override
        public String toString() {
            return "!" + operand;
        }
    }

    /// Finds texts that both queries find.
    ///
    /// @param left a query
    /// @param right another
    record And(TsQuery left, TsQuery right) implements TsQuery {
        /// Refuses null.
        public And {
            Objects.requireNonNull(left, "the left operand is null");
            Objects.requireNonNull(right, "the right operand is null");
        }

        @Override
        public String toString() {
            return "( " + left + " & " + right + " )";
        }
    }

    /// Finds texts that one of two queries finds.
    ///
    /// @param left a query
    /// @param right another
    record Or(TsQuery left, TsQuery right) implements TsQuery {
        /// Refuses null.
        public Or {
            Objects.requireNonNull(left, "the left operand is null");
            Objects.requireNonNull(right, "the right operand is null");
        }

        @Override
        public String toString() {
            return "( " + left + " | " + right + " )";
        }
    }

    /// Finds texts in which the match of one query follows that of another.
    ///
    /// @param left what comes first
    /// @param right what follows
    /// @param distance by how many words, 0 to 16,384; 1 is the next word
    record FollowedBy(TsQuery left, TsQuery right, int distance) implements TsQuery {
        private static final int LONGEST = 1 << 14;

        /// Checks the distance.
        ///
        /// @throws IllegalArgumentException for a distance outside of its range
        public FollowedBy {
            Objects.requireNonNull(left, "the left operand is null");
            Objects.requireNonNull(right, "the right operand is null");
            if (distance < 0 || distance > LONGEST) {
                throw new IllegalArgumentException("no distance of lexemes: " + distance);
            }
        }

        @Override
        public String toString() {
            return "( " + left + (distance == 1 ? " <-> " : " <" + distance + "> ") + right + " )";
        }
    }
}
