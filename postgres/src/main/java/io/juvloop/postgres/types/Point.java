package io.juvloop.postgres.types;

/// A `point` of the plane.
///
/// Any thread.
///
/// @param x its abscissa
/// @param y its ordinate
public record Point(double x, double y) {
    @Override
    public String toString() {
        return "(" + x + "," + y + ")";
    }
}
