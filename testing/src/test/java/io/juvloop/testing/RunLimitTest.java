package io.juvloop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A run that would never end.
class RunLimitTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    private static void isEndedByTheLimit(EventLoop loop) {
        RunLimit limit = new RunLimit(loop, SHORT);
        assertThatThrownBy(loop::runForever).isInstanceOf(Error.class).hasMessage("the loop still ran after PT0.02S");
        assertThat(loop.isRunning()).isFalse();
        limit.dismiss();
    }

    @Test
    void isEndedOnBothLoops() {
        try (EventLoop loop = EventLoop.create()) {
            isEndedByTheLimit(loop);
        }
        try (TestLoop loop = new TestLoop()) {
            isEndedByTheLimit(loop);
        }
    }
}
