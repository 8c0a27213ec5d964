package io.juvloop.benchmarks.jmh;

import io.juvloop.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

/// Callbacks posted to a running loop from another thread. An operation is one post that has run: the posting thread
/// waits for the last of a batch, so that no queue grows without end.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ThreadsafePostBenchmark {
    private static final int POSTS = 10_000;
    private static final int PATIENCE_SECONDS = 10;

    private EventLoop loop;
    private Thread thread;
    private long ran; // the loop's thread alone
    private final Runnable count = this::countOne;

    @Setup(Level.Trial)
    public void open() {
        CompletableFuture<EventLoop> made = new CompletableFuture<>();
        thread = Thread.ofPlatform().name("loop").start(() -> {
            try (EventLoop own = EventLoop.create()) {
                made.complete(own);
                own.runForever();
            }
        });
        loop = made.join();
    }

    @TearDown(Level.Trial)
    public void close() throws InterruptedException {
        loop.callSoonThreadsafe(loop::stop);
        thread.join();
    }

    private void countOne() {
        ran++;
    }

    @Benchmark
    @OperationsPerInvocation(POSTS)
    public long post() throws InterruptedException, ExecutionException, TimeoutException {
        for (int i = 0; i < POSTS; i++) {
            loop.callSoonThreadsafe(count);
        }
        CompletableFuture<Long> last = new CompletableFuture<>();
        loop.callSoonThreadsafe(() -> last.complete(ran));
        return last.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
