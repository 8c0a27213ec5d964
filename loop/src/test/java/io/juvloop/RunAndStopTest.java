package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@LoopTest
class RunAndStopTest {
    private final List<String> ran = new ArrayList<>();

    @Test
    void stopFinishesTheCurrentBatchOnly(EventLoop loop) {
        loop.callSoon(() -> {
            ran.add("a");
            loop.stop();
            loop.callSoon(() -> ran.add("next batch"));
        });
        loop.callSoon(() -> ran.add("b"));
        loop.runForever();
        assertThat(ran).containsExactly("a", "b");
        Turns.one(loop);
        assertThat(ran).containsExactly("a", "b", "next batch");
    }

    @Test
    void stopKeepsPostsForTheNextRun(EventLoop loop) {
        loop.callSoon(() -> {
            OtherThread.run(() -> loop.callSoonThreadsafe(() -> ran.add("post")));
            loop.stop();
        });
        loop.runForever();
        assertThat(ran).isEmpty();
        Turns.one(loop);
        assertThat(ran).containsExactly("post");
    }

    @Test
    @Tag("L2")
    void stopBeforeRunMakesExactlyOneTurn(EventLoop loop) {
        loop.callSoon(() -> {
            ran.add("a");
            loop.callSoon(() -> ran.add("second turn"));
        });
        loop.stop();
        loop.runForever();
        assertThat(ran).containsExactly("a");
        loop.callSoon(loop::stop);
        loop.runForever();
        assertThat(ran).containsExactly("a", "second turn");
    }

    @Test
    void stopBeforeRunCountsOnceHoweverOftenItIsSaid(EventLoop loop) {
        loop.stop();
        loop.stop();
        loop.runForever();
        loop.callLater(Duration.ofMillis(1), () -> {
            ran.add("the second run is a whole one");
            loop.stop();
        });
        loop.runForever();
        assertThat(ran).hasSize(1);
    }

    @Test
    void stopTwiceInOneBatchEndsOneRunOnly(EventLoop loop) {
        loop.callSoon(loop::stop);
        loop.callSoon(loop::stop);
        loop.runForever();
        loop.callLater(Duration.ofMillis(1), () -> {
            ran.add("the second run is a whole one");
            loop.stop();
        });
        loop.runForever();
        assertThat(ran).hasSize(1);
    }

    @Test
    void anIdleLoopWithoutAnyWorkRunsUntilStopped(EventLoop loop) {
        loop.callLater(Duration.ofMillis(1), () -> ran.add("timer"));
        loop.callLater(Duration.ofMillis(20), loop::stop);
        loop.runForever();
        assertThat(ran).containsExactly("timer");
    }

    @Test
    void isRunningOnlyBetweenBeginAndEndOfARun(EventLoop loop) {
        List<Boolean> running = new ArrayList<>();
        loop.callSoon(() -> running.add(loop.isRunning()));
        running.add(loop.isRunning());
        Turns.one(loop);
        running.add(loop.isRunning());
        assertThat(running).containsExactly(false, true, false);
    }

    @Test
    void aNestedRunIsRefusedAndLeavesTheOuterOneUntouched(EventLoop loop) {
        loop.callSoon(() -> {
            assertThatIllegalStateException()
                    .isThrownBy(loop::runForever)
                    .withMessage("the event loop is already running");
            assertThat(loop.isRunning()).isTrue();
            assertThat(EventLoop.running()).isSameAs(loop);
            loop.callLater(Duration.ofMillis(1), () -> {
                ran.add("the outer run goes on");
                assertThat(EventLoop.running()).isSameAs(loop);
                loop.stop();
            });
        });
        loop.runForever();
        assertThat(ran).hasSize(1);
    }

    @Test
    void runsManyTimes(EventLoop loop) {
        for (int i = 0; i < 1000; i++) {
            loop.callSoon(() -> {
                ran.add("run");
                loop.stop();
            });
            loop.runForever();
        }
        assertThat(ran).hasSize(1000);
    }

    @Test
    void anInterruptOfTheLoopsThreadIsLeftToTheProgram(EventLoop loop) {
        loop.callSoon(() -> {
            Thread.currentThread().interrupt();
            loop.callLater(Duration.ofMillis(2), () -> {
                ran.add("went on");
                loop.stop();
            });
        });
        loop.runForever();
        boolean interrupted = Thread.interrupted();
        assertThat(ran).containsExactly("went on");
        assertThat(interrupted).isTrue();
    }
}
