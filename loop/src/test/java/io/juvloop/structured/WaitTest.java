package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.Async;
import io.juvloop.DoneAndPending;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.ReturnWhen;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// [Async#wait].
@TaskTest
class WaitTest {
    @Test
    void untilAllAreDoneWhateverBecameOfThem(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<String> fine = loop.createTask(() -> "fine");
            Task<String> failing = loop.createTask(() -> {
                Naps.shortly();
                throw new IOException("failed");
            });
            LoopFuture<String> cancelled = loop.createFuture();
            cancelled.cancel(true);
            assertThat(Async.wait(List.of(fine, failing)).done()).containsExactly(fine, failing);
            assertThat(Async.wait(List.of(cancelled, cancelled)).done()).containsExactly(cancelled);
            assertThat(failing.exception()).isInstanceOf(IOException.class);
        });
    }

    @Test
    void untilOneIsDone(EventLoop loop) {
        InTask.run(loop, () -> {
            LoopFuture<String> never = loop.createFuture();
            Task<Void> soon = loop.createTask(Naps::shortly);
            DoneAndPending<?> waited = Async.wait(List.of(never, soon), null, ReturnWhen.FIRST_COMPLETED);
            assertThat(waited.done()).hasSize(1).first().isSameAs(soon);
            assertThat(waited.pending()).hasSize(1).first().isSameAs(never);
        });
    }

    @Test
    void untilOneFailsOtherThanByCancellation(EventLoop loop) {
        InTask.run(loop, () -> {
            LoopFuture<String> never = loop.createFuture();
            LoopFuture<String> cancelled = loop.createFuture();
            LoopFuture<String> failing = loop.createFuture();
            cancelled.cancel(true);
            loop.callLater(Naps.SHORT, () -> failing.completeExceptionally(new IOException("failed")));
            DoneAndPending<LoopFuture<String>> waited =
                    Async.wait(List.of(never, cancelled, failing), null, ReturnWhen.FIRST_EXCEPTION);
            assertThat(waited.done()).containsExactly(cancelled, failing);
            assertThat(waited.pending()).containsExactly(never);
            assertThat(failing.exceptionNow()).isInstanceOf(IOException.class);
        });
    }

    @Test
    void withoutAFailureUntilAllAreDone(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<Void> soon = loop.createTask(Naps::shortly);
            assertThat(Async.wait(List.of(soon), null, ReturnWhen.FIRST_EXCEPTION)
                            .pending())
                    .isEmpty();
        });
    }

    @Test
    void whenTheTimeIsUpNothingIsCancelled(EventLoop loop) {
        InTask.run(loop, () -> {
            LoopFuture<String> never = loop.createFuture();
            for (Duration limit : new Duration[] {Naps.SHORT, Duration.ZERO}) {
                DoneAndPending<LoopFuture<String>> waited = Async.wait(List.of(never), limit, ReturnWhen.ALL_COMPLETED);
                assertThat(waited.done()).isEmpty();
                assertThat(waited.pending()).containsExactly(never);
            }
            assertThat(never).isNotDone();
        });
    }

    @Test
    void cancellingTheWaitLeavesThemAlone(EventLoop loop) {
        LoopFuture<String> never = loop.createFuture();
        Task<Void> waiting = loop.createTask(() -> {
            Async.wait(List.of(never), Naps.LONG, ReturnWhen.ALL_COMPLETED);
        });
        Naps.cancelInItsWait(loop, waiting);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(waiting));
        assertThat(never).isNotDone();
        assertThat(loop.stats().pendingTimers()).isZero();
    }

    @Test
    void anotherThreadMayComplete(EventLoop loop) {
        InTask.run(loop, () -> {
            CompletableFuture<String> elsewhere = new CompletableFuture<>();
            var _ = loop.runInExecutor(null, () -> elsewhere.complete("from elsewhere"));
            assertThat(Async.wait(List.of(elsewhere)).done()).containsExactly(elsewhere);
        });
    }

    @Test
    void nothingToWaitForIsRefused(EventLoop loop) {
        InTask.run(
                loop,
                () -> assertThatIllegalArgumentException().isThrownBy(() -> Async.wait(List.<LoopFuture<String>>of())));
    }
}
