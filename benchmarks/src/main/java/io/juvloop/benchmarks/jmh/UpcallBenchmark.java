package io.juvloop.benchmarks.jmh;

import io.juvloop.bindings.UvIdle;
import io.juvloop.bindings.UvLoop;
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

/// What it costs libuv to call Java back: many idle handles in one iteration of the loop, so that the iteration itself
/// hardly counts. The figure is for one callback, from C through the stub to the listener and back.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class UpcallBenchmark {
    private static final int HANDLES = 1000;

    private final List<UvIdle> handles = new ArrayList<>();
    private UvLoop loop;
    private long calls;

    @Setup(Level.Trial)
    public void open() {
        loop = UvLoop.create(Escape::rethrow);
        for (int i = 0; i < HANDLES; i++) {
            UvIdle handle = new UvIdle(loop, () -> calls++);
            handle.start();
            handles.add(handle);
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        handles.forEach(UvIdle::close);
        loop.run(UvLoop.RUN_DEFAULT);
        loop.close();
    }

    @Benchmark
    @OperationsPerInvocation(HANDLES)
    public long idle() {
        long before = calls;
        loop.run(UvLoop.RUN_NOWAIT);
        if (calls != before + HANDLES) {
            throw new IllegalStateException((calls - before) + " callbacks came instead of " + HANDLES);
        }
        return calls;
    }
}
