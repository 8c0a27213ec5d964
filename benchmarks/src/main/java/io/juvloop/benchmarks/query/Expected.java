package io.juvloop.benchmarks.query;

/// The answer of one operation: how many rows, and the sum of what a client computes from each of them. What writes
/// has rows only; the runner checks the table.
///
/// Any thread.
public record Expected(long rows, long sum) {
    /// Refuses another answer, with an `IllegalStateException`.
    void check(long gotRows, long gotSum) {
        if (gotRows != rows || gotSum != sum) {
            throw new IllegalStateException(
                    "the answer has " + gotRows + " rows of sum " + gotSum + " instead of " + rows + " of sum " + sum);
        }
    }
}
