package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// [Async#shield].
@TaskTest
class ShieldTest {
    @Test
    void aResultAndAFailurePassThrough(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<String> fine = loop.createTask(() -> "fine");
            assertThat(Async.await(Async.shield(fine))).isEqualTo("fine");
            Task<String> failing = loop.createTask(() -> {
                throw new IOException("failed");
            });
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> Async.await(Async.shield(failing), IOException.class));
        });
    }

    @Test
    void cancellingTheWaitLeavesTheTaskRunning(EventLoop loop) {
        LoopFuture<String> gate = loop.createFuture();
        Task<String> inner = loop.createTask(() -> Async.await(gate));
        Task<Void> outer = loop.createTask(() -> {
            Async.await(Async.shield(inner));
        });
        Naps.cancelInItsWait(loop, outer);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(outer));
        assertThat(inner.isDone()).isFalse();
        gate.complete("done");
        assertThat(loop.runUntilComplete(inner)).isEqualTo("done");
    }

    @Test
    void cancellingTheTaskCancelsTheShield(EventLoop loop) {
        InTask.run(loop, () -> {
            LoopFuture<String> inner = loop.createFuture();
            LoopFuture<String> shield = Async.shield(inner);
            inner.cancel(true);
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Async.await(shield));
            assertThat(shield.isCancelled()).isTrue();
        });
    }

    @Test
    void whatIsDoneIsReturnedAsItIs(EventLoop loop) {
        InTask.run(loop, () -> {
            LoopFuture<String> done = loop.createFuture();
            done.complete("done");
            assertThat(Async.shield(done)).isSameAs(done);
            assertThat(Async.await(Async.shield(CompletableFuture.completedFuture("other"))))
                    .isEqualTo("other");
        });
    }

    @Test
    void aFailureAfterTheShieldIsCancelledIsTheTasksOwn(EventLoop loop) {
        InTask.run(loop, () -> {
            CompletableFuture<String> inner = new CompletableFuture<>();
            LoopFuture<String> shield = Async.shield(inner);
            assertThat(shield.cancel(true)).isTrue();
            Naps.turn();
            inner.completeExceptionally(new IOException("later"));
            Naps.turn();
            assertThat(shield.isCancelled()).isTrue();
            assertThat(inner.exceptionNow()).hasMessage("later");
        });
    }
}
