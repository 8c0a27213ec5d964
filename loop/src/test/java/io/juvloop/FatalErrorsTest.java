package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Throwing;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Errors that concern the program, not one callback, end the run; pending callbacks are kept for the next run.
@LoopTest
class FatalErrorsTest {
    private final Error fatal = new OutOfMemoryError("on purpose");
    private final List<String> ran = new ArrayList<>();

    @Test
    @Tag("L7")
    @DisplayName("the error leaves the run, what was queued behind it runs in the next, no handler is called")
    void leavesTheRunAndTheRestQueued(EventLoop loop, Reported reported) {
        loop.callSoon(() -> ran.add("before"));
        loop.callSoon(Throwing.of(fatal));
        loop.callSoon(() -> ran.add("behind"));
        assertThatThrownBy(loop::runForever).isSameAs(fatal);
        assertThat(ran).containsExactly("before");
        assertThat(loop.isRunning()).isFalse();
        runForAWhile(loop);
        assertThat(ran).containsExactly("before", "behind", "timer");
        assertThat(reported.count()).isZero();
    }

    /// Runs longer than the one iteration that a stale stop would leave it.
    private void runForAWhile(EventLoop loop) {
        loop.callSoon(() -> loop.callLater(Duration.ofMillis(3), () -> {
            ran.add("timer");
            loop.stop();
        }));
        loop.runForever();
    }

    @Test
    void fromATimerLeavesTheOtherTimersPending(EventLoop loop) {
        loop.callAt(0, Throwing.of(fatal));
        loop.callAt(0, () -> ran.add("behind"));
        assertThatThrownBy(loop::runForever).isSameAs(fatal);
        assertThat(ran).isEmpty();
        runForAWhile(loop);
        assertThat(ran).containsExactly("behind", "timer");
    }

    @Test
    void fromAPostLeavesTheOtherPosts(EventLoop loop) {
        OtherThread.run(() -> {
            loop.callSoonThreadsafe(Throwing.of(fatal));
            loop.callSoonThreadsafe(() -> ran.add("behind"));
        });
        assertThatThrownBy(loop::runForever).isSameAs(fatal);
        assertThat(ran).isEmpty();
        runForAWhile(loop);
        assertThat(ran).containsExactly("behind", "timer");
    }

    @Test
    void inACallbackKeepsTimersAndPostsThatWereDueInTheSameTurn(EventLoop loop) {
        loop.callSoon(Throwing.of(fatal));
        loop.callAt(loop.time() + 1, () -> ran.add("due"));
        OtherThread.run(() -> loop.callSoonThreadsafe(() -> ran.add("post")));
        assertThatThrownBy(() -> Turns.one(loop)).isSameAs(fatal);
        runForAWhile(loop);
        assertThat(ran).containsExactlyInAnyOrder("due", "post", "timer");
    }

    @Test
    void leavesRunUntilCompleteAndLeavesNoStopBehind(EventLoop loop) {
        CompletableFuture<String> future = loop.createFuture();
        loop.callSoon(Throwing.of(fatal));
        assertThatThrownBy(() -> loop.runUntilComplete(future)).isSameAs(fatal);
        loop.callSoon(() -> future.complete("the orphan stops nothing"));
        runForAWhile(loop);
        assertThat(ran).containsExactly("timer");
    }

    @Test
    void fromTheExceptionHandlerLeavesTheRun(EventLoop loop) {
        loop.setExceptionHandler((where, context) -> Throwing.raise(fatal));
        loop.callSoon(Throwing.of(new IllegalArgumentException("on purpose")));
        loop.callSoon(() -> ran.add("behind"));
        assertThatThrownBy(loop::runForever).isSameAs(fatal);
        assertThat(ran).isEmpty();
        runForAWhile(loop);
        assertThat(ran).containsExactly("behind", "timer");
    }

    @Test
    void eachOfTwoEndsARunOfItsOwn(EventLoop loop) {
        Error second = new InternalError("another");
        loop.callSoon(Throwing.of(fatal));
        loop.callSoon(Throwing.of(second));
        assertThatThrownBy(loop::runForever).isSameAs(fatal);
        assertThatThrownBy(loop::runForever).isSameAs(second);
        runForAWhile(loop);
        assertThat(ran).containsExactly("timer");
    }

    @Test
    void theSameErrorThrownAgainCountsAgain(EventLoop loop) {
        for (int i = 0; i < 3; i++) {
            loop.callSoon(Throwing.of(fatal));
            assertThatThrownBy(loop::runForever).isSameAs(fatal).hasNoSuppressedExceptions();
        }
    }

    @Test
    void aLoopThatAnErrorEndedCanBeClosed(EventLoop loop) {
        loop.callSoon(Throwing.of(fatal));
        loop.callSoon(() -> ran.add("never"));
        assertThatThrownBy(loop::runForever).isSameAs(fatal);
        loop.close();
        assertThat(ran).isEmpty();
    }
}
