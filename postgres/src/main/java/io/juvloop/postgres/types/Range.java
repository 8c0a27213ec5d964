package io.juvloop.postgres.types;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A range: all values between two bounds, as `int4range` or `tstzrange`; asyncpg's `Range`.
///
/// A bound that is null is missing, so the range is endless on that side. An empty range has no bounds. Servers
/// change ranges of `int4`, `int8` and `date` to include the lower bound and to exclude the upper one; equality is
/// that of the bounds as they are, so `(1,3]` and `[2,4)` differ here. Any thread, if the bounds are.
///
/// @param <T> the class of the bounds
public final class Range<T> {
    private static final Range<?> EMPTY = new Range<>(null, false, null, false, true);
    private static final Range<?> UNBOUNDED = new Range<>(null, false, null, false, false);

    private final @Nullable T lower;
    private final @Nullable T upper;
    private final boolean lowerInclusive;
    private final boolean upperInclusive;
    private final boolean empty;

    private Range(@Nullable T lower, boolean lowerInclusive, @Nullable T upper, boolean upperInclusive, boolean empty) {
        this.lower = lower;
        this.upper = upper;
        this.lowerInclusive = lowerInclusive && lower != null;
        this.upperInclusive = upperInclusive && upper != null;
        this.empty = empty;
    }

    /// The range from a bound up to another, without the latter: `[lower,upper)`.
    ///
    /// @param <T> the class of the bounds
    /// @param lower the first value; null if there is none
    /// @param upper the end; null if there is none
    /// @return the range
    public static <T> Range<T> of(@Nullable T lower, @Nullable T upper) {
        return new Range<>(lower, true, upper, false, false);
    }

    /// The range between two bounds, both in it: `[lower,upper]`.
    ///
    /// @param <T> the class of the bounds
    /// @param lower the first value; null if there is none
    /// @param upper the last value; null if there is none
    /// @return the range
    public static <T> Range<T> closed(@Nullable T lower, @Nullable T upper) {
        return new Range<>(lower, true, upper, true, false);
    }

    /// The range between two bounds.
    ///
    /// @param <T> the class of the bounds
    /// @param lower the lower bound; null if there is none
    /// @param lowerInclusive whether the lower bound is in the range
    /// @param upper the upper bound; null if there is none
    /// @param upperInclusive whether the upper bound is in the range
    /// @return the range
    public static <T> Range<T> of(
            @Nullable T lower, boolean lowerInclusive, @Nullable T upper, boolean upperInclusive) {
        return new Range<>(lower, lowerInclusive, upper, upperInclusive, false);
    }

    /// The range without any value.
    ///
    /// @param <T> the class that bounds would have
    /// @return always the same
    @SuppressWarnings("unchecked")
    public static <T> Range<T> empty() {
        return (Range<T>) EMPTY; // it has no T
    }

    /// The range of all values.
    ///
    /// @param <T> the class that bounds would have
    /// @return always the same
    @SuppressWarnings("unchecked")
    public static <T> Range<T> unbounded() {
        return (Range<T>) UNBOUNDED; // it has no T
    }

    /// The lower bound.
    ///
    /// @return null if there is none, or the range is empty
    public @Nullable T lower() {
        return lower;
    }

    /// The upper bound.
    ///
    /// @return null if there is none, or the range is empty
    public @Nullable T upper() {
        return upper;
    }

    /// Whether the lower bound is in the range.
    ///
    /// @return false also if there is none
    public boolean isLowerInclusive() {
        return lowerInclusive;
    }

    /// Whether the upper bound is in the range.
    ///
    /// @return false also if there is none
    public boolean isUpperInclusive() {
        return upperInclusive;
    }

    /// Whether no value is in the range.
    ///
    /// @return whether it is the empty one
    public boolean isEmpty() {
        return empty;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Range<?> that
                && empty == that.empty
                && lowerInclusive == that.lowerInclusive
                && upperInclusive == that.upperInclusive
                && Objects.equals(lower, that.lower)
                && Objects.equals(upper, that.upper);
    }

    @Override
    public int hashCode() {
        return Objects.hash(lower, upper, lowerInclusive, upperInclusive, empty);
    }

    /// As `[1,11)` or `empty`; bounds are not quoted.
    @Override
    public String toString() {
        if (empty) {
            return "empty";
        }
        return (lowerInclusive ? "[" : "(")
                + (lower == null ? "" : lower)
                + ","
                + (upper == null ? "" : upper)
                + (upperInclusive ? "]" : ")");
    }
}
