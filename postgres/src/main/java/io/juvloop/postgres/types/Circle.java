package io.juvloop.postgres.types;

import java.util.Objects;

/// A `circle`.
///
/// Any thread.
///
/// @param center its middle
/// @param radius from the middle to the line; not negative
public record Circle(Point center, double radius) {
    /// Refuses null.
    public Circle {
        Objects.requireNonNull(center, "the center is null");
    }

    @Override
    public String toString() {
        return "<" + center + "," + radius + ">";
    }
}
