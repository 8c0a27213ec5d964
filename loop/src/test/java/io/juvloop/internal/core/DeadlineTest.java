package io.juvloop.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999_999, 1_000_000, 1_000_001, 86_400_000_000_000L, Long.MAX_VALUE / 2})
    void isTheDelayFromNow(long nanos) {
        long before = Timers.now();
        long deadline = Deadline.after(Duration.ofNanos(nanos));
        assertThat(deadline).isBetween(before + nanos, Timers.now() + nanos);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -1_000_000_000, Long.MIN_VALUE / 2})
    void aNegativeDelayIsInThePast(long nanos) {
        long before = Timers.now();
        long deadline = Deadline.after(Duration.ofNanos(nanos));
        assertThat(deadline).isBetween(before + nanos, Timers.now() + nanos);
    }

    @Test
    void whatIsTooLongForTheClockIsNever() {
        assertThat(Deadline.after(Duration.ofNanos(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
        assertThat(Deadline.after(Duration.ofNanos(Long.MAX_VALUE).plusNanos(1)))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(Deadline.after(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatIsTooLongAgoIsOver() {
        assertThat(Deadline.after(Duration.ofSeconds(Long.MIN_VALUE))).isLessThanOrEqualTo(Timers.now());
        assertThat(Deadline.after(Duration.ofNanos(Long.MIN_VALUE).minusNanos(1)))
                .isLessThanOrEqualTo(Timers.now());
    }

    @Test
    void theClockNeverGoesBack() {
        long last = Timers.now();
        for (int i = 0; i < 100_000; i++) {
            long now = Timers.now();
            assertThat(now >= last).isTrue();
            last = now;
        }
    }
}
