package io.juvloop.benchmarks.jmh;

import io.juvloop.bindings.UvLoop;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The cost of a call into libuv. `uv_stop` stores one number; `uv_update_time` also reads a clock, as
/// [System#nanoTime] does.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DowncallBenchmark {
    private UvLoop loop;

    @Setup(Level.Trial)
    public void open() {
        loop = UvLoop.create(Escape::rethrow);
    }

    @TearDown(Level.Trial)
    public void close() {
        loop.close();
    }

    @Benchmark
    public void stop() {
        loop.stop();
    }

    @Benchmark
    public void updateTime() {
        loop.updateTime();
    }

    @Benchmark
    public long clockAlone() {
        return System.nanoTime();
    }
}
