package io.juvloop.benchmarks.query;

/// Counts latencies by their size, in buckets that grow with it: each is at most a thirty-second of its value wide.
///
/// One thread at a time.
final class Latencies {
    private static final int BITS = 5;
    private static final int PARTS = 1 << BITS;

    private final long[] counts = new long[(Long.SIZE - BITS + 1) * PARTS];
    private long max;

    void add(long nanos) {
        long value = Math.max(nanos, 0);
        counts[index(value)]++;
        max = Math.max(max, value);
    }

    void addAll(Latencies others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
        max = Math.max(max, others.max);
    }

    private static int index(long value) {
        int shift = Math.max(0, Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(value | 1));
        return shift * PARTS + (int) (value >>> shift);
    }

    private static long middle(int index) {
        int shift = Math.max(0, index / PARTS - 1);
        long begin = (long) (index - shift * PARTS) << shift;
        return begin + (1L << shift) / 2;
    }

    /// Returns the largest, then `NANOS:COUNT` of each bucket that is not empty.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(max);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                text.append(' ').append(middle(i)).append(':').append(counts[i]);
            }
        }
        return text.toString();
    }
}
