package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A run that is refused changes nothing, neither in this loop nor in the one that runs.
@LoopTest
class RefusedRunTest {
    /// Each way to run.
    @SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
    enum Way {
        FOREVER(EventLoop::runForever),
        UNTIL_COMPLETE(loop -> loop.runUntilComplete(new CompletableFuture<>())),
        UNTIL_WHAT_IS_COMPLETE(loop -> loop.runUntilComplete(CompletableFuture.completedFuture("done")));

        private final Consumer<EventLoop> run;

        Way(Consumer<EventLoop> run) {
            this.run = run;
        }

        void of(EventLoop loop) {
            run.accept(loop);
        }
    }

    private final List<String> ran = new ArrayList<>();

    @BeforeEach
    void runsOnce(EventLoop loop) {
        Turns.one(loop);
    }

    @ParameterizedTest
    @EnumSource
    void insideItself(Way way, EventLoop loop) {
        loop.callSoon(() -> assertThatIllegalStateException()
                .isThrownBy(() -> way.of(loop))
                .withMessage("the event loop is already running"));
        runForAWhile(loop);
        assertThat(ran).containsExactly("ran for a while");
    }

    @ParameterizedTest
    @EnumSource
    void insideAnotherLoop(Way way, EventLoop loop) {
        try (EventLoop outer = LoopChoice.newLoop()) {
            outer.callSoon(() -> assertThatIllegalStateException()
                    .isThrownBy(() -> way.of(loop))
                    .withMessage("another event loop is running on this thread"));
            runForAWhile(outer);
        }
        runForAWhile(loop);
        assertThat(ran).containsExactly("ran for a while", "ran for a while");
    }

    @ParameterizedTest
    @EnumSource
    void onAVirtualThread(Way way, EventLoop loop) {
        OtherThread.runVirtually(() -> assertThatIllegalStateException()
                .isThrownBy(() -> way.of(loop))
                .withMessageContaining("platform thread"));
        runForAWhile(loop);
        assertThat(ran).containsExactly("ran for a while");
    }

    @ParameterizedTest
    @EnumSource
    void whileItRunsOnAnotherThread(Way way, EventLoop loop) {
        loop.callSoon(() -> OtherThread.run(() -> assertThatIllegalStateException()
                .isThrownBy(() -> way.of(loop))
                .withMessage("the event loop is already running")));
        runForAWhile(loop);
        assertThat(ran).containsExactly("ran for a while");
    }

    @ParameterizedTest
    @EnumSource
    void ofAClosedLoop(Way way, EventLoop loop) {
        loop.close();
        assertThatIllegalStateException().isThrownBy(() -> way.of(loop)).withMessage("the event loop is closed");
        assertThat(loop.isRunning()).isFalse();
    }

    /// Runs longer than the one iteration that a stale stop would leave it.
    private void runForAWhile(EventLoop loop) {
        loop.callSoon(() -> loop.callLater(Duration.ofMillis(5), () -> {
            ran.add("ran for a while");
            loop.stop();
        }));
        loop.runForever();
    }
}
