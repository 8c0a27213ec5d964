package io.juvloop.examples;

/// How long messages took, counted in buckets of which each is about 3 % wide.
///
/// One thread.
final class Latencies {
    private static final int STEPS = 32;
    private static final int STEP_BITS = 5;

    private final long[] buckets = new long[Long.SIZE * STEPS];
    private long count;

    void add(long nanos) {
        buckets[bucket(Math.max(1, nanos))]++;
        count++;
    }

    private static int bucket(long nanos) {
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        int step = (int) (power >= STEP_BITS ? nanos >>> (power - STEP_BITS) : nanos << (STEP_BITS - power)) - STEPS;
        return power * STEPS + step;
    }

    long count() {
        return count;
    }

    /// The time that a share of the messages did not exceed.
    ///
    /// @param share from 0 to 1
    /// @return microseconds
    double micros(double share) {
        long wanted = (long) Math.ceil(count * share);
        long seen = 0;
        for (int i = 0; i < buckets.length; i++) {
            seen += buckets[i];
            if (seen >= wanted && seen > 0) {
                int power = i / STEPS;
                double within = 1 + (i % STEPS + 0.5) / STEPS;
                return Math.scalb(within, power) / 1000;
            }
        }
        return 0;
    }
}
