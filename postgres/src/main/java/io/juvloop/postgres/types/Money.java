package io.juvloop.postgres.types;

/// An amount of `money`.
///
/// The server sends a number without a unit: its setting `lc_monetary` alone decides whether the last two digits are
/// cents. Any thread.
///
/// @param minorUnits the amount in the smallest unit of the server's currency, as cents
public record Money(long minorUnits) implements Comparable<Money> {
    @Override
    public int compareTo(Money other) {
        return Long.compare(minorUnits, other.minorUnits);
    }
}
