package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.LoopStats.Count;
import io.juvloop.testing.LeavesCallbacks;
import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Turns;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@LoopTest
@NeedsLibuv("it counts the handles of libuv")
class LoopStatsTest {
    @Test
    void aFreshLoopHoldsOneHandleAndNoRequests(EventLoop loop) {
        LoopStats stats = loop.stats();
        Count one = new Count(1, 0);
        Count none = new Count(0, 0);
        assertThat(stats.handles()).containsEntry("ASYNC", one);
        assertThat(stats.handles().values()).filteredOn(one::equals).hasSize(1);
        assertThat(stats.handles().values()).containsOnly(one, none);
        assertThat(stats.requests()).containsKeys("CONNECT", "WRITE", "UDP_SEND", "FS");
        assertThat(stats.requests().values()).containsOnly(none);
        assertThat(stats.nativeBytesInUse()).isPositive().isLessThanOrEqualTo(stats.nativeBytesReserved());
        assertThat(stats.readyCallbacks() + stats.pendingTimers()).isZero();
        assertThat(stats.turns()).isZero();
    }

    @Test
    @LeavesCallbacks
    void countsWhatWaits(EventLoop loop) {
        loop.callSoon(() -> {});
        loop.callSoonThreadsafe(() -> {});
        loop.callLater(Duration.ofHours(1), () -> {});
        OtherThread.run(() -> loop.callSoonThreadsafe(() -> {}));
        assertThat(loop.stats().readyCallbacks()).isEqualTo(3);
        assertThat(loop.stats().pendingTimers()).isEqualTo(1);
    }

    @Test
    void countsTurnsWithCallbacks(EventLoop loop) {
        for (int i = 0; i < 10; i++) {
            loop.callSoon(() -> {});
            loop.callSoon(() -> {});
            Turns.one(loop);
        }
        assertThat(loop.stats().turns()).isEqualTo(10);
    }

    @Test
    void timersTakeNoNativeMemory(EventLoop loop) {
        LoopStats before = loop.stats();
        TimerHandle[] timers = new TimerHandle[10_000];
        for (int i = 0; i < timers.length; i++) {
            timers[i] = loop.callLater(Duration.ofHours(1), () -> {});
        }
        assertThat(loop.stats().handles()).isEqualTo(before.handles());
        assertThat(loop.stats().nativeBytesInUse()).isEqualTo(before.nativeBytesInUse());
        for (TimerHandle timer : timers) {
            timer.cancel();
        }
    }

    @Test
    void everyThreadMayAsk(EventLoop loop) {
        LoopStats own = loop.stats();
        assertThat(OtherThread.<LoopStats>call(loop::stats)).isEqualTo(own);
    }

    @Test
    void aClosedLoopHasClosedEverything(EventLoop loop) {
        loop.close();
        assertThat(loop.stats().handles().values()).allMatch(count -> count.live() == 0);
        assertThat(loop.stats().handles().get("ASYNC")).isEqualTo(new Count(1, 1));
    }

    @Test
    void upcallStubsDoNotGrowWithTheLoops(EventLoop loop) {
        loop.callLater(Duration.ZERO, () -> {});
        Turns.one(loop);
        try (EventLoop other = LoopChoice.newLoop()) {
            other.callLater(Duration.ZERO, () -> {});
            Turns.one(other);
        }
        int stubs = loop.stats().upcallStubs();
        for (int i = 0; i < 20; i++) {
            LoopChoice.newLoop().close();
        }
        assertThat(loop.stats().upcallStubs()).isEqualTo(stubs).isPositive();
    }

    @Test
    void anIdleLoopMakesNoTurns(EventLoop loop) {
        loop.callSoon(() -> {});
        loop.callSoonThreadsafe(() -> {});
        loop.callSoon(() -> loop.callLater(Duration.ofMillis(20), loop::stop));
        loop.runForever();
        assertThat(loop.stats().turns())
                .as("one of callbacks, one of the timer")
                .isEqualTo(2);
    }
}
