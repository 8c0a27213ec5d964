package io.juvloop.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.phases.LoopHook;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Logged;
import io.juvloop.testing.TaskTest;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads that are served at once have a budget; reads beyond it wait in order, and delay no other operation.
@TaskTest
class CachedReadFairnessTest {
    private static final int PIECE = 64 * 1024;

    /// The reads of one iteration: it has 1 MiB, of which a read takes 80 KiB; the one that crosses the limit
    /// is still served.
    private static final int PIECES_OF_A_ROUND = 13;

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void makeAFile() throws Exception {
        path = Files.write(directory.resolve("file"), ReadAndWriteTest.random(PIECE));
        PageCache.fill(path);
    }

    @AfterEach
    void nothingIsOpen(EventLoop loop) {
        if (!loop.isClosed()) {
            Await.until(loop, () -> Descriptors.in(directory) == 0);
        }
        assertThat(Descriptors.in(directory)).isZero();
    }

    private AsyncFile open(EventLoop loop) {
        return loop.runUntilComplete(loop.files().open(path, OpenOptions.READ));
    }

    private static void close(EventLoop loop, AsyncFile file) {
        file.close();
        loop.runUntilComplete(file.waitClosed());
    }

    private static List<CompletableFuture<Integer>> reads(AsyncFile file, int count) {
        List<CompletableFuture<Integer>> reads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            reads.add(file.read(ByteBuffer.allocateDirect(PIECE), 0));
        }
        return reads;
    }

    private static long done(List<CompletableFuture<Integer>> reads) {
        return reads.stream().filter(CompletableFuture::isDone).count();
    }

    @Test
    void beyondTheBudgetReadsWaitForTheirTurn(EventLoop loop) {
        AsyncFile file = open(loop);
        List<CompletableFuture<Integer>> reads = reads(file, 40);
        assertThat(done(reads)).isEqualTo(PIECES_OF_A_ROUND);
        assertThat(reads.subList(0, PIECES_OF_A_ROUND)).allMatch(CompletableFuture::isDone);
        List<Integer> order = new ArrayList<>();
        for (int i = PIECES_OF_A_ROUND; i < 40; i++) {
            int number = i;
            var _ = reads.get(i).thenRun(() -> order.add(number));
        }
        InTask.run(loop, () -> Async.await(Async.gather(reads)));
        assertThat(order).hasSize(40 - PIECES_OF_A_ROUND).isSorted();
        assertThat(reads).allMatch(read -> read.resultNow() == PIECE);
        close(loop, file);
    }

    @Test
    void smallReadsHaveABudgetToo(EventLoop loop) {
        AsyncFile file = open(loop);
        List<CompletableFuture<Integer>> reads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            reads.add(file.read(ByteBuffer.allocate(1), i));
        }
        assertThat(done(reads)).isEqualTo(64);
        InTask.run(loop, () -> Async.await(Async.gather(reads)));
        close(loop, file);
    }

    @Test
    void aTaskThatReadsStarvesNobody(EventLoop loop) {
        int pieces = 4096; // 256 MiB
        AtomicInteger steps = new AtomicInteger();
        AtomicInteger rounds = new AtomicInteger();
        AtomicInteger ticks = new AtomicInteger();
        LoopHook hook = loop.phases().onCheck(rounds::incrementAndGet);
        AsyncFile file = open(loop);
        Task<Void> reader = loop.createTask(() -> {
            ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE);
            for (int i = 0; i < pieces; i++) {
                assertThat(Async.await(file.read(buffer.clear(), 0))).isEqualTo(PIECE);
            }
            return null;
        });
        Task<Void> other = loop.createTask(() -> {
            while (!reader.isDone()) {
                Async.sleep(Duration.ZERO);
                steps.incrementAndGet();
            }
            return null;
        });
        var timer = loop.phases().callEvery(Duration.ofMillis(1), ticks::incrementAndGet);
        rounds.set(0);
        InTask.run(loop, () -> Async.await(Async.gather(List.of(reader, other))));
        timer.cancel();
        hook.close();
        int least = pieces / (PIECES_OF_A_ROUND + 1);
        assertThat(steps.get()).as("steps of the other task").isGreaterThan(least);
        assertThat(rounds.get()).as("rounds of libuv").isGreaterThan(least);
        assertThat(ticks.get()).as("ticks of a timer").isGreaterThan(1);
        close(loop, file);
    }

    @Test
    void callbacksThatReadOnDoNotExhaustTheStack(EventLoop loop) {
        AsyncFile file = open(loop);
        AtomicInteger left = new AtomicInteger(50_000);
        CompletableFuture<Void> all = loop.createFuture();
        readOn(file, left, all);
        loop.runUntilComplete(all);
        assertThat(left.get()).isZero();
        close(loop, file);
    }

    private static void readOn(AsyncFile file, AtomicInteger left, CompletableFuture<Void> all) {
        var _ = file.read(ByteBuffer.allocate(1), 0).whenComplete((count, failure) -> {
            if (failure != null) {
                all.completeExceptionally(failure);
            } else if (left.decrementAndGet() == 0) {
                all.complete(null);
            } else {
                readOn(file, left, all);
            }
        });
    }

    @Test
    void aReadThatIsCancelledWhileItWaitsTouchesNothing(EventLoop loop) {
        AsyncFile file = open(loop);
        List<CompletableFuture<Integer>> reads = reads(file, PIECES_OF_A_ROUND);
        ByteBuffer untouched = ByteBuffer.allocateDirect(10);
        CompletableFuture<Integer> cancelled = file.read(untouched, 0);
        CompletableFuture<Integer> after = file.read(ByteBuffer.allocateDirect(10), 0);
        assertThat(cancelled.cancel(true)).isTrue();
        assertThat(loop.runUntilComplete(after)).isEqualTo(10);
        assertThat(done(reads)).isEqualTo(PIECES_OF_A_ROUND);
        assertThat(untouched).isEqualTo(ByteBuffer.allocate(10));
        close(loop, file);
    }

    @Test
    void aTaskThatReadsIsCancelled(EventLoop loop) {
        AsyncFile file = open(loop);
        Task<Void> reader = loop.createTask(() -> {
            ByteBuffer buffer = ByteBuffer.allocate(PIECE);
            while (true) {
                Async.await(file.read(buffer.clear(), 0));
            }
        });
        var _ = loop.callLater(Duration.ofMillis(5), reader::cancel);
        assertThatThrownBy(() -> loop.runUntilComplete(reader)).isInstanceOf(CancellationException.class);
        close(loop, file);
    }

    @Test
    void aCloseWaitsForReadsThatWait(EventLoop loop) {
        AsyncFile file = open(loop);
        List<CompletableFuture<Integer>> reads = reads(file, 50);
        file.close();
        assertThat(done(reads)).isLessThan(50);
        loop.runUntilComplete(file.waitClosed());
        assertThat(reads).allSatisfy(read -> assertThat(read.resultNow()).isEqualTo(PIECE));
    }

    @Test
    void aClosedLoopCancelsReadsThatWait(EventLoop loop, Logged logged) {
        AsyncFile file = open(loop);
        List<CompletableFuture<Integer>> reads = reads(file, 50);
        loop.close();
        assertThat(reads).allMatch(CompletableFuture::isDone);
        assertThat(reads.subList(PIECES_OF_A_ROUND, 50)).allMatch(CompletableFuture::isCancelled);
        assertThat(logged.only().message()).contains("unclosed file");
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker") // it is closed while the read waits
    void anArenaThatIsClosedWhileAReadWaitsFailsItAndNothingElse(EventLoop loop) {
        InTask.run(loop, () -> {
            AsyncFile file = Async.await(loop.files().open(path, OpenOptions.READ));
            List<CompletableFuture<Integer>> reads = reads(file, PIECES_OF_A_ROUND);
            Arena arena = Arena.ofShared();
            MemorySegment memory = arena.allocate(100);
            List<CompletableFuture<Integer>> failing =
                    List.of(file.read(memory, 0), file.read(memory.asByteBuffer(), 0));
            List<CompletableFuture<Integer>> after = reads(file, 2);
            assertThat(done(failing)).isZero();
            arena.close();
            for (CompletableFuture<Integer> read : failing) {
                assertThatThrownBy(() -> Async.await(read)).isInstanceOf(IllegalStateException.class);
            }
            assertThat(Async.await(Async.gather(after))).containsOnly(PIECE);
            assertThat(done(reads)).isEqualTo(PIECES_OF_A_ROUND);
            file.close();
            Async.await(file.waitClosed());
        });
    }
}
