package io.juvloop.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoreTimeTest {
    @Test
    void everythingButIdlenessIsWork() {
        assertThat(CoreTime.parse("cpu0 100 20 30 5000 600 7 8 9 50 0")).isEqualTo(new CoreTime(174));
    }

    @Test
    void othersHaveWhatTheProcessDidNotUse() {
        CoreTime later = new CoreTime(120);
        assertThat(later.nanosOfOthersSince(new CoreTime(100), 150_000_000)).isEqualTo(50_000_000);
        assertThat(later.nanosOfOthersSince(new CoreTime(100), 210_000_000)).isZero();
    }
}
