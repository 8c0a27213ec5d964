package io.juvloop.postgres.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import io.juvloop.testing.ExceptionReports;
import io.juvloop.testing.LogLines;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything at once, with cancels, time-outs, killed backends and a bad network at random: in the end every future is
/// done, the table has what was acknowledged, and nothing is left.
///
/// A few seconds with fixed seeds; `-Djuvloop.soak.seconds=600 -Djuvloop.soak.seeds=7,8` for more.
@PostgresTest
class SoakTest {
    private static final long[] SEEDS = {1, 2, 3};

    private final TestDatabase database;

    SoakTest(TestDatabase database) {
        this.database = database;
    }

    static LongStream seeds() {
        String own = System.getProperty("juvloop.soak.seeds");
        return own == null
                ? LongStream.of(SEEDS)
                : Arrays.stream(own.split(",")).mapToLong(Long::parseLong);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyFutureIsDoneAndTheTableHasWhatWasAcknowledged(
            long seed, EventLoop loop, LogLines lines, ExceptionReports reports) {
        Duration time = Duration.ofSeconds(Long.getLong("juvloop.soak.seconds", 2));
        InTask.run(loop, () -> new Soak(loop, database, seed, time).run());
        assertThat(lines.look())
                .allMatch(line -> line.message().contains("could not be reset")
                        || line.message().contains("a pool could not open a connection"));
        assertThat(reports.look()).isEmpty();
    }
}
