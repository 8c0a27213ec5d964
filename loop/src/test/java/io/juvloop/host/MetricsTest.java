package io.juvloop.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.EventLoop;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Spin;
import io.juvloop.testing.Turns;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The load of a loop.
@LoopTest
class MetricsTest {
    private static final Duration A_WHILE = Duration.ofMillis(60);

    @Test
    void waitingIsMeasuredFromWhenItIsAskedFor(EventLoop loop) {
        loop.callLater(A_WHILE, loop::stop);
        loop.runForever();
        assertThat(loop.host().metrics().idleTime()).isZero();
        loop.host().measureIdleTime();
        long begin = System.nanoTime();
        loop.callLater(A_WHILE, loop::stop);
        loop.runForever();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(loop.host().metrics().idleTime()).isBetween(A_WHILE.dividedBy(2), elapsed);
    }

    @Test
    void workIsNotWaiting(EventLoop loop) {
        loop.host().measureIdleTime();
        loop.callSoon(() -> {
            Spin.during(A_WHILE);
            loop.stop();
        });
        long begin = System.nanoTime();
        loop.runForever();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(loop.host().metrics().idleTime()).isLessThanOrEqualTo(elapsed.minus(A_WHILE));
    }

    @Test
    void whatHappensIsCountedByLibuv(EventLoop loop) {
        assumeTrue(loop.host().supports(Feature.EVENT_COUNTS));
        EventCounts before = loop.host().eventCounts();
        wakeThreeTimes(loop);
        EventCounts after = loop.host().eventCounts();
        assertThat(after.iterations()).isGreaterThanOrEqualTo(before.iterations() + 3);
        assertThat(after.events()).isGreaterThanOrEqualTo(before.events() + 3);
    }

    @Test
    void eventsThatWaitForTheLoopAreCountedWithTheIdleTime(EventLoop loop) {
        assumeTrue(loop.host().supports(Feature.EVENT_COUNTS));
        loop.host().measureIdleTime();
        EventCounts before = loop.host().eventCounts();
        wakeThreeTimes(loop);
        assertThat(loop.host().eventCounts().eventsWaiting()).isGreaterThanOrEqualTo(before.eventsWaiting() + 3);
        assertThat(loop.host().eventCounts().events())
                .isGreaterThanOrEqualTo(loop.host().eventCounts().eventsWaiting());
    }

    /// The wake-up is pending before the loop polls.
    private static void wakeThreeTimes(EventLoop loop) {
        for (int i = 0; i < 3; i++) {
            OtherThread.run(() -> loop.callSoonThreadsafe(loop::stop));
            loop.runForever();
        }
    }

    @Test
    void turnsAreCounted(EventLoop loop) {
        LoopMetrics before = loop.host().metrics();
        for (int i = 0; i < 5; i++) {
            loop.callSoon(() -> {});
            Turns.one(loop);
        }
        assertThat(loop.host().metrics().turns() - before.turns()).isEqualTo(5);
    }
}
