package io.juvloop.benchmarks.report;

/// The line that says whether a target was reached.
final class Verdict {
    private Verdict() {}

    static String atLeast(String what, double reached, double wanted, int decimals) {
        return line(reached >= wanted, what, reached, " >= ", wanted, decimals);
    }

    static String above(String what, double reached, double wanted, int decimals) {
        return line(reached > wanted, what, reached, " > ", wanted, decimals);
    }

    static String atMost(String what, double reached, double wanted, int decimals) {
        return line(reached <= wanted, what, reached, " <= ", wanted, decimals);
    }

    private static String line(boolean met, String what, double reached, String relation, double wanted, int decimals) {
        return (met ? "met     " : "MISSED  ") + what + ": " + Decimal.fixed(reached, decimals) + relation
                + Decimal.fixed(wanted, decimals);
    }
}
