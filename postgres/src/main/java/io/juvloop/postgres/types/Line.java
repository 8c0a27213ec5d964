package io.juvloop.postgres.types;

/// A `line`, endless on both sides: the points for which `ax + by + c = 0`.
///
/// Any thread.
///
/// @param a the factor of x
/// @param b the factor of y; not zero if `a` is
/// @param c what is added
public record Line(double a, double b, double c) {
    @Override
    public String toString() {
        return "{" + a + "," + b + "," + c + "}";
    }
}
