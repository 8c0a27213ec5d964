package io.juvloop.postgres.types;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// A `tsvector`: the lexemes of a text, each with the places where it stands.
///
/// Any thread.
///
/// @param lexemes the lexemes; from a server sorted and each once
public record TsVector(List<Lexeme> lexemes) {
    private static final int POSITIONS_END = 1 << 14;

    /// Copies the list.
    public TsVector {
        lexemes = List.copyOf(lexemes);
    }

    /// The vector of these lexemes.
    ///
    /// @param lexemes in any order; a server sorts them
    /// @return the vector
    public static TsVector of(Lexeme... lexemes) {
        return new TsVector(List.of(lexemes));
    }

    /// A word in its normal form, and where in the text it stands.
    ///
    /// @param word the lexeme
    /// @param positions ascending; empty if they are not known
    public record Lexeme(String word, List<Position> positions) {
        /// Copies the list.
        public Lexeme {
            Objects.requireNonNull(word, "the word is null");
            positions = List.copyOf(positions);
        }

        /// A lexeme at places of the default weight.
        ///
        /// @param word the lexeme
        /// @param places ascending, from 1
        /// @return the lexeme
        public static Lexeme of(String word, int... places) {
            List<Position> positions = Arrays.stream(places)
                    .mapToObj(place -> new Position(place, 'D'))
                    .toList();
            return new Lexeme(word, positions);
        }

        @Override
        public String toString() {
            String quoted = "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
            return positions.isEmpty()
                    ? quoted
                    : positions.stream().map(Position::toString).collect(Collectors.joining(",", quoted + ":", ""));
        }
    }

    /// A place in a text.
    ///
    /// @param place the number of the word, 1 to 16,383
    /// @param weight `A` to `D`; `D` is the default
    public record Position(int place, char weight) {
        /// Checks both.
        ///
        /// @throws IllegalArgumentException for a place or weight outside of its range
        public Position {
            if (place < 1 || place >= POSITIONS_END || weight < 'A' || weight > 'D') {
                throw new IllegalArgumentException("no position of a lexeme: " + place + weight);
            }
        }

        @Override
        public String toString() {
            return weight == 'D' ? String.valueOf(place) : String.valueOf(place) + weight;
        }
    }

    @Override
    public String toString() {
        return lexemes.stream().map(Lexeme::toString).collect(Collectors.joining(" "));
    }
}
