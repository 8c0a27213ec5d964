package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@LoopTest
class RunUntilCompleteTest {
    private final List<String> ran = new ArrayList<>();

    @Test
    void returnsTheResult(EventLoop loop) {
        CompletableFuture<String> future = loop.createFuture();
        loop.callLater(Duration.ofMillis(1), () -> future.complete("result"));
        assertThat(loop.runUntilComplete(future)).isEqualTo("result");
    }

    @Test
    void aNullResultIsAResult(EventLoop loop) {
        CompletableFuture<String> future = loop.createFuture();
        loop.callSoon(() -> future.complete(null));
        assertThat(loop.runUntilComplete(future)).isNull();
    }

    @Test
    void somethingDoneBeforeStillRunsOneTurn(EventLoop loop) {
        loop.callSoon(() -> ran.add("queued before"));
        assertThat(loop.runUntilComplete(CompletableFuture.completedFuture("result")))
                .isEqualTo("result");
        assertThat(ran).containsExactly("queued before");
    }

    @Test
    void anUncheckedFailureIsThrownAsItIs(EventLoop loop) {
        IllegalArgumentException failure = new IllegalArgumentException("on purpose");
        assertThatThrownBy(() -> loop.runUntilComplete(CompletableFuture.failedFuture(failure)))
                .isSameAs(failure);
    }

    @Test
    void anErrorIsThrownAsItIs(EventLoop loop) {
        AssertionError failure = new AssertionError("on purpose");
        assertThatThrownBy(() -> loop.runUntilComplete(CompletableFuture.failedFuture(failure)))
                .isSameAs(failure);
    }

    @Test
    void aCheckedFailureIsTheCauseOfACompletionException(EventLoop loop) {
        IOException failure = new IOException("on purpose");
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> loop.runUntilComplete(CompletableFuture.failedFuture(failure)))
                .satisfies(thrown -> assertThat(thrown.getCause()).isSameAs(failure));
    }

    @Test
    void aCancelledFutureIsACancellationException(EventLoop loop) {
        CompletableFuture<String> future = loop.createFuture();
        loop.callSoon(() -> future.cancel(false));
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(future));
    }

    @Test
    @Tag("L4")
    @DisplayName("a loop stopped before the future completed says so, and can run again")
    void stoppedBeforeCompletion(EventLoop loop) {
        CompletableFuture<String> future = loop.createFuture();
        loop.callSoon(loop::stop);
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.runUntilComplete(future))
                .withMessage("the event loop was stopped before the future completed");
        loop.callLater(Duration.ofMillis(1), () -> future.complete("late"));
        assertThat(loop.runUntilComplete(future)).isEqualTo("late");
    }

    @Test
    @Tag("L4")
    @DisplayName("the future of an earlier run does not stop a later one")
    void anOrphansCompletionDoesNotStopALaterRun(EventLoop loop) {
        CompletableFuture<String> orphan = loop.createFuture();
        loop.callSoon(loop::stop);
        assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(orphan));
        loop.callSoon(() -> {
            orphan.complete("nobody waits");
            loop.callLater(Duration.ofMillis(5), () -> {
                ran.add("still running");
                loop.stop();
            });
        });
        loop.runForever();
        assertThat(ran).containsExactly("still running");
    }

    @Test
    void aFutureOfAnotherLoopIsRefused(EventLoop loop) {
        try (EventLoop other = LoopChoice.newLoop()) {
            CompletableFuture<String> future = other.createFuture();
            CompletableFuture<Integer> dependent = future.thenApply(String::length);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> loop.runUntilComplete(future))
                    .withMessage("the future belongs to another event loop");
            assertThatIllegalArgumentException().isThrownBy(() -> loop.runUntilComplete(dependent));
        }
    }

    @Test
    void nullIsRefused(EventLoop loop) {
        assertThatThrownBy(() -> loop.runUntilComplete(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aPlainFutureCompletedByAnotherThreadWakesTheLoop(EventLoop loop) {
        for (int i = 0; i < 200; i++) {
            CompletableFuture<Integer> future = new CompletableFuture<>();
            int result = i;
            Thread.startVirtualThread(() -> future.complete(result));
            assertThat(loop.runUntilComplete(future)).isEqualTo(result);
        }
    }

    /// Its `toCompletableFuture` is a copy, completed before or after other dependents.
    @Test
    void aMinimalStageCompletedByAnotherThreadHasItsResult(EventLoop loop) {
        for (int i = 0; i < 2000; i++) {
            CompletableFuture<Integer> future = new CompletableFuture<>();
            CompletionStage<Integer> minimal = future.minimalCompletionStage();
            int result = i;
            loop.callSoon(() -> Thread.startVirtualThread(() -> future.complete(result)));
            assertThat(loop.runUntilComplete(minimal)).isEqualTo(result);
        }
    }

    @Test
    void aLoopFutureCompletedByAnotherThreadWakesTheLoop(EventLoop loop) {
        CompletableFuture<String> future = loop.createFuture();
        loop.callSoon(() -> OtherThread.run(() -> future.complete("from outside")));
        assertThat(loop.runUntilComplete(future)).isEqualTo("from outside");
    }
}
