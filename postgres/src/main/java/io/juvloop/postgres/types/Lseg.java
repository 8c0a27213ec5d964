package io.juvloop.postgres.types;

import java.util.Objects;

/// An `lseg`: the piece of a line between two points.
///
/// Any thread.
///
/// @param start one end
/// @param end the other end
public record Lseg(Point start, Point end) {
    /// Refuses null.
    public Lseg {
        Objects.requireNonNull(start, "the start is null");
        Objects.requireNonNull(end, "the end is null");
    }

    @Override
    public String toString() {
        return "[" + start + "," + end + "]";
    }
}
