package io.juvloop.postgres.types;

import java.util.Objects;

/// A `box`: a rectangle with sides along the axes.
///
/// Any two opposite corners may be given; the server answers with the upper right and the lower left one. Any
/// thread.
///
/// @param high a corner; from a server the upper right one
/// @param low the opposite corner; from a server the lower left one
public record Box(Point high, Point low) {
    /// Refuses null.
    public Box {
        Objects.requireNonNull(high, "the high corner is null");
        Objects.requireNonNull(low, "the low corner is null");
    }

    @Override
    public String toString() {
        return high + "," + low;
    }
}
