package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// The outcome of a task, which only its body can complete.
@TaskTest
class TaskResultTest {
    @Test
    void isRefusedWhileItIsNotDone(EventLoop loop) {
        Task<String> task = loop.createTask(() -> "result");
        assertThatIllegalStateException().isThrownBy(task::result).withMessageContaining("not done");
        assertThatIllegalStateException().isThrownBy(task::exception).withMessageContaining("not done");
        assertThat(task.isDone()).isFalse();
        assertThat(task.isCancelled()).isFalse();
        Turns.one(loop);
        assertThat(task.isDone()).isTrue();
    }

    @Test
    void isWhatTheBodyReturns(EventLoop loop) {
        Task<String> task = loop.createTask(() -> "result");
        Turns.one(loop);
        assertThat(task.result()).isEqualTo("result");
        assertThat(task.exception()).isNull();
        assertThat(task.state()).isEqualTo(Future.State.SUCCESS);
    }

    @Test
    void isWhatTheBodyReturnsWhicheverFormMakesTheTask(EventLoop loop) {
        Task<String> task = loop.createTaskOf(() -> "result");
        Turns.one(loop);
        assertThat(task.result()).isEqualTo("result");
    }

    @Test
    void isNullOfABodyWithoutOne(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {});
        Turns.one(loop);
        assertThat(task.result()).isNull();
        assertThat(task.state()).isEqualTo(Future.State.SUCCESS);
    }

    @Test
    void isThrownIfTheBodyThrows(EventLoop loop) {
        IllegalArgumentException failure = new IllegalArgumentException("on purpose");
        Task<String> task = loop.createTask(() -> {
            throw failure;
        });
        Turns.one(loop);
        assertThatThrownBy(task::result).isSameAs(failure);
        assertThat(task.exception()).isSameAs(failure);
        assertThat(task.state()).isEqualTo(Future.State.FAILED);
        assertThat(task.isCancelled()).isFalse();
    }

    @Test
    void wrapsACheckedException(EventLoop loop) {
        IOException failure = new IOException("on purpose");
        Task<String> task = loop.createTask(() -> {
            throw failure;
        });
        Turns.one(loop);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(task::result)
                .withCause(failure);
        assertThat(task.exception()).isSameAs(failure);
        assertThatThrownBy(() -> loop.runUntilComplete(task))
                .isInstanceOf(CompletionException.class)
                .hasCause(failure);
    }

    @Test
    void ofACancelledOneIsCancellation(EventLoop loop) {
        Task<String> task = loop.createTask(() -> "never");
        task.cancel();
        Turns.one(loop);
        assertThat(task.isCancelled()).isTrue();
        assertThat(task.isDone()).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(task::result);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(task::exception);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
    }

    @Test
    void ofABodyThatThrowsCancellationItselfIsCancellation(EventLoop loop) {
        CancellationException own = new CancellationException("my own");
        Task<String> task = loop.createTask(() -> {
            throw own;
        });
        Turns.one(loop);
        assertThat(task.isCancelled()).isTrue();
        assertThat(task.cancelling()).isZero();
        assertThatThrownBy(task::result).isSameAs(own);
    }

    @Test
    void isTheBodysAlone(EventLoop loop) {
        CompletableFuture<String> task = loop.createTask(() -> "result").toCompletableFuture();
        List<ThrowingCallable> attempts = List.of(
                () -> task.complete("other"),
                () -> task.completeExceptionally(new IOException()),
                () -> task.completeAsync(() -> "other"),
                () -> task.completeAsync(() -> "other", Runnable::run),
                () -> task.completeOnTimeout("other", 0, TimeUnit.SECONDS),
                () -> task.orTimeout(0, TimeUnit.SECONDS),
                () -> task.obtrudeValue("other"),
                () -> task.obtrudeException(new IOException()));
        assertThat(attempts)
                .allSatisfy(attempt -> assertThatThrownBy(attempt)
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageContaining("completed by its body"));
        assertThat(loop.runUntilComplete(task)).isEqualTo("result");
    }

    @Test
    void canBeBuiltUpon(EventLoop loop) {
        Task<String> task = loop.createTask(() -> {
            Async.sleep(Duration.ofMillis(1));
            return "result";
        });
        assertThat(loop.runUntilComplete(task.thenApply(String::length))).isEqualTo(6);
    }

    @Test
    void aFutureIsCompletedOnce(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        assertThatIllegalStateException().isThrownBy(future::resultNow);
        assertThatIllegalStateException().isThrownBy(future::exceptionNow);
        assertThat(future.complete("first")).isTrue();
        assertThat(future.complete("second")).isFalse();
        assertThat(future.completeExceptionally(new IOException())).isFalse();
        assertThat(future.cancel(true)).isFalse();
        assertThat(future.resultNow()).isEqualTo("first");
        assertThat(future.loop()).isSameAs(loop);
    }

    @Test
    void aCancelledFutureIsDone(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        assertThat(future.cancel(false)).isTrue();
        assertThat(future.isDone()).isTrue();
        assertThat(future.isCancelled()).isTrue();
        assertThat(future.complete("late")).isFalse();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(future::join);
    }
}
