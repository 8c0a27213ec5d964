package io.juvloop.benchmarks.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {
    private static double middle(Latencies latencies) {
        String bucket = latencies.toString().split(" ", -1)[1];
        return Double.parseDouble(bucket.substring(0, bucket.indexOf(':')));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 31, 32, 63, 64, 65, 1_000, 123_456, 4_294_967_296L, Long.MAX_VALUE})
    void aBucketIsNoWiderThanAThirtySecondOfItsValues(long nanos) {
        Latencies latencies = new Latencies();
        latencies.add(nanos);
        assertThat(middle(latencies)).isCloseTo((double) nanos, withinPercentage(100.0 / 32));
    }

    @Test
    void countsOfThreadsAreAddedUp() {
        Latencies some = new Latencies();
        some.add(10);
        some.add(11);
        Latencies others = new Latencies();
        others.add(10);
        some.addAll(others);
        assertThat(some).hasToString("11 10:2 11:1");
    }
}
