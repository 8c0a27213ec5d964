package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Throwing;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@LoopTest
class RunningLoopTest {
    private final List<EventLoop> found = new ArrayList<>();

    @AfterEach
    void noneRunsOutside() {
        assertThatIllegalStateException()
                .isThrownBy(EventLoop::running)
                .withMessage("no event loop is running on this thread");
    }

    @Test
    void isFoundInEveryKindOfCallback(EventLoop loop) {
        Runnable look = () -> found.add(EventLoop.running());
        loop.callSoon(look);
        loop.callSoonThreadsafe(look);
        loop.callLater(Duration.ZERO, look);
        loop.callAt(0, look);
        loop.setExceptionHandler((told, context) -> look.run());
        loop.callSoon(Throwing.of(new IllegalArgumentException("on purpose")));
        Turns.many(loop, 2);
        assertThat(found).hasSize(5).containsOnly(loop);
    }

    @Test
    void isNotFoundOnOtherThreadsMeanwhile(EventLoop loop) {
        loop.callSoon(
                () -> OtherThread.run(() -> assertThatIllegalStateException().isThrownBy(EventLoop::running)));
        Turns.one(loop);
    }

    @Test
    void isForgottenWhenAnErrorEndsTheRun(EventLoop loop) {
        loop.callSoon(Throwing.of(new InternalError("on purpose")));
        assertThatThrownBy(loop::runForever).isInstanceOf(InternalError.class);
    }

    @Test
    void makingALoopDoesNotMakeItTheRunningOne(EventLoop loop) {
        assertThat(loop.isRunning()).isFalse();
    }
}
