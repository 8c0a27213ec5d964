package io.juvloop.benchmarks.jmh;

import io.juvloop.bindings.UvLoop;
import io.juvloop.bindings.UvTimer;
import java.util.ArrayList;
import java.util.List;
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

/// The cost of an event from libuv to Java: many timers in one iteration of the loop, so that the iteration
/// itself hardly counts. The figure is for one timer, which is armed, fires, is recorded by the upcall and then
/// dispatched.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class UpcallBenchmark {
    private static final int HANDLES = 1000;

    private final List<UvTimer> handles = new ArrayList<>();
    private UvLoop loop;
    private long calls;

    @Setup(Level.Trial)
    public void open() {
        loop = UvLoop.create(Escape::rethrow);
        for (int i = 0; i < HANDLES; i++) {
            handles.add(new UvTimer(loop, () -> calls++));
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        handles.forEach(UvTimer::close);
        loop.run(UvLoop.RUN_DEFAULT);
        loop.close();
    }

    @Benchmark
    @OperationsPerInvocation(HANDLES)
    public long timer() {
        long before = calls;
        for (UvTimer handle : handles) {
            handle.start(0);
        }
        loop.run(UvLoop.RUN_NOWAIT);
        if (calls != before + HANDLES) {
            throw new IllegalStateException((calls - before) + " callbacks came instead of " + HANDLES);
        }
        return calls;
    }
}
