package io.juvloop.benchmarks.jmh;

import io.juvloop.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Timers that are set and cancelled before they are due, as time-outs are, among other pending timers; and
/// timers that are set and fire. An operation is one timer.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TimerBenchmark {
    private static final int TIMERS = 1000;
    private static final int SPREAD_SECONDS = 3600;

    @Param({"0", "1000000"})
    private int pending;

    private EventLoop loop;
    private long fired;

    @Setup(Level.Trial)
    public void open() {
        loop = EventLoop.create();
        for (int i = 0; i < pending; i++) {
            // Deadlines in no order, an hour away at least, so that none fires meanwhile.
            Duration delay = Duration.ofSeconds(SPREAD_SECONDS).plusMillis(i * 7919L % (SPREAD_SECONDS * 1000L));
            loop.callLater(delay, () -> fired++);
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        loop.close();
    }

    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public void setAndCancel() {
        for (int i = 0; i < TIMERS; i++) {
            loop.callLater(Duration.ofMillis(30_000 + i), () -> fired++).cancel();
        }
        turn();
    }

    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public void setAndFire() {
        long before = fired;
        for (int i = 0; i < TIMERS; i++) {
            loop.callLater(Duration.ZERO, () -> fired++);
        }
        loop.callLater(Duration.ZERO, loop::stop);
        loop.runForever();
        if (fired != before + TIMERS) {
            throw new IllegalStateException((fired - before) + " timers fired instead of " + TIMERS);
        }
    }

    /// One iteration of the loop, in which it may remove cancelled timers.
    private void turn() {
        loop.callSoon(loop::stop);
        loop.runForever();
    }
}
