package io.juvloop.benchmarks.report;

import java.util.Locale;

/// Numbers as reports show them: with a point, whatever the machine's language.
public final class Decimal {
    private Decimal() {}

    /// A number with so many decimals; `n/a` for what is not a number.
    public static String fixed(double number, int decimals) {
        return Double.isNaN(number) ? "n/a" : String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    /// A whole number with its thousands set apart.
    public static String grouped(double number) {
        return Double.isNaN(number) ? "n/a" : String.format(Locale.ROOT, "%,.0f", number);
    }
}
