package io.juvloop.postgres.types;

import java.util.List;
import java.util.stream.Collectors;

/// A multirange: ranges that neither touch nor overlap, as `int4multirange`.
///
/// A server merges and sorts the ranges that it gets; this class keeps them as they are. Any thread, if the bounds
/// are.
///
/// @param <T> the class of the bounds
/// @param ranges the ranges; from a server ascending and not empty
public record Multirange<T>(List<Range<T>> ranges) {
    /// Copies the list.
    public Multirange {
        ranges = List.copyOf(ranges);
    }

    /// The multirange of these ranges.
    ///
    /// @param <T> the class of the bounds
    /// @param ranges in any order, overlapping or not
    /// @return the multirange
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of copies the array
    public static <T> Multirange<T> of(Range<T>... ranges) {
        return new Multirange<>(List.of(ranges));
    }

    /// Whether no value is in it.
    ///
    /// @return whether all its ranges are empty
    public boolean isEmpty() {
        return ranges.stream().allMatch(Range::isEmpty);
    }

    /// As `{[1,3),[5,7)}`; bounds are not quoted.
    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
