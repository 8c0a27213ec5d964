package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.ReturnWhen;
import io.juvloop.Server;
import io.juvloop.Task;
import io.juvloop.files.AsyncDirectory;
import io.juvloop.files.AsyncFile;
import io.juvloop.files.OpenOptions;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A long-lived future of other code: nothing of ours stays attached to it after a wait.
@TaskTest
class LongLivedFutureTest {
    /// A wait that ends although the stage is not done.
    interface Wait {
        void of(CompletionStage<String> stage, EventLoop loop) throws Exception;
    }

    private static final Duration SOON = Duration.ofMillis(1);

    static Stream<Arguments> waits() {
        return Stream.of(
                wait("wait", (stage, _) -> Async.wait(List.of(stage), SOON, ReturnWhen.ALL_COMPLETED)),
                wait("wait, cancelled", (stage, loop) -> cancelled(loop, () -> Async.wait(List.of(stage)))),
                wait("shield", (stage, _) -> late(() -> Async.waitFor(Async.shield(stage), SOON))),
                wait("shield, cancelled", (stage, _) -> Async.shield(stage).cancel(true)),
                wait(
                        "asCompleted",
                        (stage, _) -> late(() -> Async.asCompleted(List.of(stage), SOON)
                                .iterator()
                                .next())),
                wait(
                        "asCompleted, cancelled",
                        (stage, loop) -> cancelled(
                                loop,
                                () -> Async.asCompleted(List.of(stage))
                                        .iterator()
                                        .next())),
                wait("gather, one fails", (stage, _) -> {
                    var all = Async.gather(stage, CompletableFuture.failedFuture(new IllegalStateException("first")));
                    assertThatIllegalStateException().isThrownBy(() -> Async.await(all));
                }),
                wait("ensureFuture", (stage, _) -> Async.ensureFuture(stage).complete("by hand")));
    }

    private static Arguments wait(String name, Wait wait) {
        return Arguments.argumentSet(name, wait);
    }

    /// An operation that waits.
    private interface Waiting {
        void run() throws Exception;
    }

    private static void late(Waiting waiting) {
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(waiting::run);
    }

    private static void cancelled(EventLoop loop, Waiting waiting) {
        Task<Void> task = loop.createTask(waiting::run);
        Naps.shortly();
        task.cancel();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Async.await(task));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("waits")
    void keepsNothingOfAWaitThatIsOver(Wait wait, EventLoop loop) {
        CompletableFuture<String> longLived = new CompletableFuture<>();
        InTask.run(loop, () -> repeat(wait, longLived, loop));
        assertThat(longLived.getNumberOfDependents()).isZero();
        assertThat(longLived).isNotDone();
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("waits")
    void ofTheLoopKeepsNothingEither(Wait wait, EventLoop loop) {
        LoopFuture<String> longLived = loop.createFuture();
        InTask.run(loop, () -> {
            if (!wait.equals(ensuring())) {
                repeat(wait, longLived, loop);
            }
        });
        assertThat(longLived.getNumberOfDependents()).isZero();
        assertThat(field(longLived, "first")).isNull();
        assertThat(field(longLived, "callbacks"))
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        some -> assertThat((List<?>) some).isEmpty());
    }

    /// Where a future of the loop keeps its done-callbacks, which are no dependents.
    private static @Nullable Object field(LoopFuture<?> future, String name) {
        try {
            Field field = LoopFuture.class.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(future);
        } catch (ReflectiveOperationException renamed) {
            throw new LinkageError(name, renamed);
        }
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                end("file", loop -> {
                    AsyncFile file = loop.runUntilComplete(loop.files().open(Path.of("/dev/null"), OpenOptions.READ));
                    return new End(file::waitClosed, file::close);
                }),
                end("directory", loop -> {
                    AsyncDirectory directory =
                            loop.runUntilComplete(loop.files().opendir(Path.of("/")));
                    return new End(directory::waitClosed, directory::close);
                }),
                end("server", loop -> {
                    Server server = Loopback.serve(loop, RecordingProtocol::new);
                    return new End(server::waitClosed, server::close);
                }));
    }

    /// Something that is open for long, and whose end can be awaited.
    record End(Supplier<CompletableFuture<Void>> waiting, Runnable close) {}

    private static Arguments end(String name, Function<EventLoop, End> open) {
        return Arguments.argumentSet(name, open);
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("ends")
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    @DisabledOnOs(OS.WINDOWS)
    void aCancelledWaitForTheEndIsForgottenBeforeTheEnd(Function<EventLoop, End> open, EventLoop loop) {
        End end = open.apply(loop);
        List<WeakReference<Object>> waits = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waits.add(cancelledWait(end));
        }
        await().pollInSameThread().until(() -> {
            System.gc();
            Turns.one(loop);
            return waits.stream().allMatch(wait -> wait.refersTo(null));
        });
        CompletableFuture<Void> last = end.waiting.get();
        end.close.run();
        loop.runUntilComplete(last);
    }

    private static WeakReference<Object> cancelledWait(End end) {
        CompletableFuture<Void> wait = end.waiting.get();
        assertThat(wait.cancel(true)).isTrue();
        return new WeakReference<>(wait);
    }

    private static Object ensuring() {
        return waits().reduce((_, last) -> last).orElseThrow().get()[0];
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("waits")
    void thatIsAMinimalStageKeepsNothingEither(Wait wait, EventLoop loop) {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletionStage<String> longLived = source.minimalCompletionStage();
        InTask.run(loop, () -> repeat(wait, longLived, loop));
        assertThat(longLived.toString()).doesNotContain("dependents");
        source.complete("done");
        assertThat(InTask.call(loop, () -> Async.await(longLived))).isEqualTo("done");
    }

    private static void repeat(Wait wait, CompletionStage<String> stage, EventLoop loop) throws Exception {
        for (int i = 0; i < 3; i++) {
            wait.of(stage, loop);
            Naps.turn();
            Naps.turn();
        }
    }

    @Test
    void keepsNothingOfAnIterationThatWasLeft(EventLoop loop) {
        CompletableFuture<String> longLived = new CompletableFuture<>();
        LoopFuture<String> ours = loop.createFuture();
        InTask.run(loop, () -> leaveHalfway(loop, longLived, ours));
        await().pollInSameThread().until(() -> {
            System.gc();
            Turns.one(loop);
            return longLived.getNumberOfDependents() == 0;
        });
    }

    private static void leaveHalfway(EventLoop loop, CompletableFuture<String> longLived, LoopFuture<String> ours) {
        Task<String> quick = loop.createTask(() -> "quick");
        for (CompletionStage<String> first : Async.asCompleted(List.of(longLived, quick, ours))) {
            assertThat(first).isSameAs(quick);
            break;
        }
    }

    @Test
    void anIterationGoesOnAfterAWaitThatFailed(EventLoop loop) {
        InTask.run(loop, () -> {
            CompletableFuture<String> later = new CompletableFuture<>();
            var both = Async.asCompleted(List.of(later, later.minimalCompletionStage()))
                    .iterator();
            late(() -> Async.waitFor(both::next, SOON));
            assertThat(later.getNumberOfDependents()).isOne(); // the minimal stage
            later.complete("done");
            both.next();
            both.next();
            assertThat(both.hasNext()).isFalse();
        });
    }

    @Test
    void aRunThatWasStoppedLeavesNothingOnWhatItWaitedFor(EventLoop loop) {
        CompletableFuture<String> longLived = new CompletableFuture<>();
        loop.callSoon(loop::stop);
        assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(longLived));
        assertThat(longLived.getNumberOfDependents()).isZero();
    }

    @Test
    void getOfAFutureOfTheLoopLeavesNothing(EventLoop loop) {
        LoopFuture<String> longLived = loop.createFuture();
        InTask.run(loop, () -> late(() -> longLived.get(1, TimeUnit.MILLISECONDS)));
        assertThat(longLived.getNumberOfDependents()).isZero();
    }

    @Test
    void aMinimalStageGivenTwiceCountsOnce(EventLoop loop) {
        CompletionStage<String> minimal = new CompletableFuture<String>().minimalCompletionStage();
        CompletionStage<String> done = CompletableFuture.completedStage("done");
        InTask.run(loop, () -> {
            int given = 0;
            for (CompletionStage<String> stage : Async.asCompleted(List.of(done, done))) {
                assertThat(System.identityHashCode(stage)).isEqualTo(System.identityHashCode(done));
                given++;
            }
            assertThat(given).isOne();
            var waited = Async.wait(List.of(minimal, done, minimal, done), SOON, ReturnWhen.ALL_COMPLETED);
            assertThat(waited.done()).hasSize(1).contains(done);
            assertThat(waited.pending()).hasSize(1).contains(minimal);
        });
    }
}
