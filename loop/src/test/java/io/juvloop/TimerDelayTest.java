package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.Spin;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@LoopTest
class TimerDelayTest {
    private final List<Long> early = new ArrayList<>();
    private int fired;

    @Test
    void manyTimersAtOnceNeverFireEarly(EventLoop loop) {
        Random random = new Random(1);
        for (int i = 0; i < 5000; i++) {
            start(loop, random.nextInt(5_000_000));
        }
        Await.until(loop, () -> fired == 5000);
        assertThat(early).isEmpty();
    }

    @Test
    void oneTimerAtATimeNeverFiresEarly(EventLoop loop) {
        Random random = new Random(2);
        for (int i = 1; i <= 300; i++) {
            int expected = i;
            start(loop, random.nextInt(1_500_000));
            Await.until(loop, () -> fired == expected);
        }
        assertThat(early).isEmpty();
    }

    private void start(EventLoop loop, long delay) {
        long due = loop.time() + delay;
        TimerHandle[] handle = new TimerHandle[1];
        handle[0] = loop.callLater(Duration.ofNanos(delay), () -> {
            long now = loop.time();
            if (now < due || now < handle[0].when()) {
                early.add(due - now);
            }
            fired++;
        });
    }

    @Test
    @DisplayName("A delay counts from the call, not from the begin of the callback that makes it")
    @NeedsLibuv(NeedsLibuv.REAL_TIME)
    void aBusyCallbackDoesNotShortenADelay(EventLoop loop) {
        loop.callSoon(() -> {
            Spin.during(Duration.ofMillis(15));
            start(loop, 10_000_000);
        });
        Await.until(loop, () -> fired == 1);
        assertThat(early).isEmpty();
    }

    static Stream<Duration> delaysThatAreOver() {
        return Stream.of(
                Duration.ZERO,
                Duration.ofNanos(-1),
                Duration.ofSeconds(-1),
                Duration.ofNanos(Long.MIN_VALUE),
                Duration.ofSeconds(Long.MIN_VALUE));
    }

    @ParameterizedTest
    @MethodSource("delaysThatAreOver")
    @Tag("C6")
    @DisplayName("no delay, or less, fires at the first chance")
    void aDelayThatIsOverFiresAtTheFirstChance(Duration delay, EventLoop loop) {
        TimerHandle handle = loop.callLater(delay, () -> fired++);
        assertThat(handle.when()).isLessThanOrEqualTo(loop.time());
        Turns.one(loop);
        assertThat(fired).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource
    @Tag("C6")
    void aTimeThatHasPassedFiresAtTheFirstChance(long when, EventLoop loop) {
        TimerHandle handle = loop.callAt(when, () -> fired++);
        assertThat(handle.when()).isEqualTo(when);
        Turns.one(loop);
        assertThat(fired).isEqualTo(1);
    }

    static Stream<Long> aTimeThatHasPassedFiresAtTheFirstChance() {
        return Stream.of(0L, -1L, -1_000_000_000L, Long.MIN_VALUE / 2, Long.MIN_VALUE + 1, Long.MIN_VALUE);
    }

    static Stream<Duration> delaysWithoutEnd() {
        return Stream.of(
                Duration.ofDays(1).plusMillis(1),
                Duration.ofDays(50),
                Duration.ofDays(100 * 365),
                Duration.ofNanos(Long.MAX_VALUE),
                Duration.ofSeconds(1_000_000_000_000L),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
    }

    @ParameterizedTest
    @MethodSource("delaysWithoutEnd")
    @Tag("C6")
    @DisplayName("huge and infinite delays neither fire nor overflow, and can be cancelled")
    void aDelayWithoutEndNeitherFiresNorOverflows(Duration delay, EventLoop loop) {
        TimerHandle handle = loop.callLater(delay, () -> fired++);
        loop.callLater(Duration.ofMillis(30), loop::stop);
        loop.runForever();
        assertThat(fired).isZero();
        assertThat(handle.when())
                .isGreaterThan(loop.time() + Duration.ofHours(23).toNanos());
        assertThat(loop.stats().pendingTimers()).isEqualTo(1);
        handle.cancel();
        assertThat(loop.stats().pendingTimers()).isZero();
    }

    @Test
    void theLatestTimeOfAllNeverComes(EventLoop loop) {
        TimerHandle handle = loop.callAt(Long.MAX_VALUE, () -> fired++);
        loop.callLater(Duration.ofMillis(5), loop::stop);
        loop.runForever();
        assertThat(fired).isZero();
        assertThat(handle.when()).isEqualTo(Long.MAX_VALUE);
        handle.cancel();
    }
}
