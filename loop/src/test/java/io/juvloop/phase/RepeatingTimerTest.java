package io.juvloop.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.EventLoop;
import io.juvloop.TimerHandle;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Spin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Timers that repeat.
@LoopTest
class RepeatingTimerTest {
    private static final Duration INTERVAL = Duration.ofMillis(5);

    private final List<Long> times = new ArrayList<>();

    @Test
    void everyTimeIsOnTheGridAndNoneIsEarly(EventLoop loop) {
        long begin = loop.time();
        List<Long> due = new ArrayList<>();
        TimerHandle[] timer = new TimerHandle[1];
        timer[0] = loop.phases().callEvery(Duration.ofMillis(3), INTERVAL, () -> {
            times.add(loop.time());
            due.add(timer[0].when());
        });
        long first = timer[0].when();
        assertThat(first - begin).isBetween(3_000_000L, 1_000_000_000L);
        Await.until(loop, () -> times.size() >= 20);
        timer[0].cancel();
        assertThat(due).doesNotHaveDuplicates().isSorted();
        for (int i = 0; i < due.size(); i++) {
            assertThat((due.get(i) - first) % INTERVAL.toNanos()).isZero();
            assertThat(times.get(i)).isGreaterThanOrEqualTo(due.get(i));
        }
    }

    @Test
    void aSlowCallbackCostsTimesAndMakesNoBurst(EventLoop loop) {
        List<Long> due = new ArrayList<>();
        TimerHandle[] timer = new TimerHandle[1];
        timer[0] = loop.phases().callEvery(INTERVAL, () -> {
            due.add(timer[0].when());
            Spin.during(Duration.ofMillis(13));
            times.add(loop.time());
        });
        Await.until(loop, () -> times.size() >= 4);
        timer[0].cancel();
        for (int i = 1; i < due.size(); i++) {
            assertThat(due.get(i)).isGreaterThan(times.get(i - 1));
            assertThat((due.get(i) - due.get(i - 1)) % INTERVAL.toNanos()).isZero();
        }
    }

    @Test
    @NeedsLibuv(NeedsLibuv.REAL_TIME)
    void cancelledTimersRunNoMore(EventLoop loop) {
        TimerHandle[] timer = new TimerHandle[1];
        timer[0] = loop.phases().callEvery(Duration.ZERO, INTERVAL, () -> {
            times.add(loop.time());
            timer[0].cancel();
        });
        TimerHandle never = loop.phases().callEvery(INTERVAL, () -> times.add(0L));
        never.cancel();
        loop.callLater(Duration.ofMillis(40), loop::stop);
        loop.runForever();
        assertThat(times).hasSize(1).doesNotContain(0L);
        assertThat(timer[0].isCancelled()).isTrue();
        assertThat(loop.stats().pendingTimers()).isZero();
    }

    @Test
    void aCallbackThatThrowsIsReportedAndComesAgain(EventLoop loop, Reported reported) {
        TimerHandle timer = loop.phases().callEvery(INTERVAL, () -> {
            times.add(loop.time());
            throw new IllegalStateException("thrown by a timer");
        });
        Await.until(loop, () -> times.size() >= 3);
        timer.cancel();
        assertThat(reported.all())
                .hasSize(times.size())
                .allSatisfy(context -> assertThat(context.exception()).hasMessage("thrown by a timer"));
    }

    @Test
    void anIntervalMustBePositiveAndMayBeLong(EventLoop loop) {
        assertThatIllegalArgumentException().isThrownBy(() -> loop.phases().callEvery(Duration.ZERO, () -> {}));
        assertThatIllegalArgumentException().isThrownBy(() -> loop.phases().callEvery(Duration.ofMillis(-1), () -> {}));
        TimerHandle timer =
                loop.phases().callEvery(Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE), () -> times.add(1L));
        Await.until(loop, () -> !times.isEmpty());
        assertThat(timer.when()).isEqualTo(Long.MAX_VALUE);
        timer.cancel();
    }

    @Test
    void aLoopThatStoodStillDoesNotCatchUp(EventLoop loop) {
        TimerHandle timer = loop.phases().callEvery(INTERVAL, () -> times.add(loop.time()));
        Spin.during(Duration.ofMillis(50));
        loop.callSoon(loop::stop);
        loop.runForever();
        int afterOne = times.size();
        assertThat(afterOne).isLessThanOrEqualTo(2);
        Await.until(loop, () -> times.size() > afterOne);
        timer.cancel();
    }
}
