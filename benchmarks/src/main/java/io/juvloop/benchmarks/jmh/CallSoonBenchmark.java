package io.juvloop.benchmarks.jmh;

import io.juvloop.EventLoop;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Callbacks scheduled and run; each is an operation. In `batch` many wait for one iteration of the loop; in
/// `chain` each schedules the next, so every one has an iteration of its own.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallSoonBenchmark {
    private static final int CALLBACKS = 10_000;

    private EventLoop loop;
    private long ran;
    private final Runnable count = this::countOne;
    private final Runnable next = this::scheduleNext;

    @Setup(Level.Trial)
    public void open() {
        loop = EventLoop.create();
    }

    @TearDown(Level.Trial)
    public void close() {
        loop.close();
    }

    private void countOne() {
        ran++;
    }

    @Benchmark
    @OperationsPerInvocation(CALLBACKS)
    public void batch() {
        ran = 0;
        for (int i = 0; i < CALLBACKS; i++) {
            loop.callSoon(count);
        }
        loop.callSoon(loop::stop);
        loop.runForever();
        requireAllRan();
    }

    @Benchmark
    @OperationsPerInvocation(CALLBACKS)
    public void chain() {
        ran = 0;
        loop.callSoon(next);
        loop.runForever();
        requireAllRan();
    }

    private void scheduleNext() {
        if (++ran < CALLBACKS) {
            loop.callSoon(next);
        } else {
            loop.stop();
        }
    }

    private void requireAllRan() {
        if (ran != CALLBACKS) {
            throw new IllegalStateException(ran + " callbacks ran instead of " + CALLBACKS);
        }
    }
}
