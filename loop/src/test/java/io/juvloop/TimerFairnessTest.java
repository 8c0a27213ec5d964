package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Throwing;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Timers that are always due do not starve other callbacks.
@LoopTest
class TimerFairnessTest {
    private final List<String> ran = new ArrayList<>();
    private boolean enough;

    private void restart(EventLoop loop, Duration delay) {
        if (!enough) {
            loop.callLater(delay, () -> restart(loop, delay));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -3_600_000_000_000L})
    @DisplayName("A timer that starts itself at once starves neither callbacks nor posts nor other timers")
    void aTimerThatStartsItselfAtOnceStarvesNobody(long delay, EventLoop loop) {
        restart(loop, Duration.ofNanos(delay));
        loop.callLater(Duration.ofMillis(3), () -> {
            ran.add("timer");
            loop.callSoon(() -> ran.add("callback"));
            OtherThread.run(() -> loop.callSoonThreadsafe(() -> ran.add("post")));
        });
        loop.callLater(Duration.ofMillis(60), () -> {
            enough = true;
            loop.stop();
        });
        loop.runForever();
        assertThat(ran).containsExactlyInAnyOrder("timer", "callback", "post");
    }

    @Test
    void aTimerStartedInATimerFiresInALaterTick(EventLoop loop) {
        loop.callAt(0, () -> {
            ran.add("first");
            loop.callAt(-1, () -> ran.add("started"));
        });
        loop.callAt(0, () -> ran.add("second"));
        Turns.one(loop);
        assertThat(ran).containsExactly("first", "second");
        Await.until(loop, () -> ran.size() == 3);
        assertThat(ran).containsExactly("first", "second", "started");
    }

    @Test
    void stopLetsTheOtherTimersThatAreDueRunAndNoMore(EventLoop loop) {
        long due = loop.time();
        loop.callAt(due, () -> {
            ran.add("a");
            loop.stop();
            loop.callSoon(() -> ran.add("next batch"));
            loop.callAt(due, () -> ran.add("next timer"));
        });
        loop.callAt(due, () -> ran.add("b"));
        loop.runForever();
        assertThat(ran).containsExactly("a", "b");
        Await.until(loop, () -> ran.size() == 4);
        assertThat(ran).containsExactlyInAnyOrder("a", "b", "next batch", "next timer");
    }

    @Test
    void whatAnErrorLeftDueKeepsItsOrderAndCanBeCancelled(EventLoop loop) {
        Error fatal = new InternalError("on purpose");
        List<TimerHandle> handles = new ArrayList<>();
        loop.callAt(0, () -> {
            handles.get(1).cancel();
            Throwing.raise(fatal);
        });
        for (String name : List.of("a", "b", "c", "d")) {
            handles.add(loop.callAt(0, () -> ran.add(name)));
        }
        assertThatThrownBy(loop::runForever).isSameAs(fatal);
        assertThat(loop.stats().pendingTimers()).isEqualTo(3);
        handles.get(2).cancel();
        assertThat(loop.stats().pendingTimers()).isEqualTo(2);
        Await.until(loop, () -> ran.size() == 2);
        assertThat(ran).containsExactly("a", "d");
    }

    @Test
    void timersThatAreDueCountAsPendingUntilTheyRan(EventLoop loop) {
        List<Integer> pending = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            loop.callAt(0, () -> pending.add(loop.stats().pendingTimers()));
        }
        Turns.one(loop);
        assertThat(pending).containsExactly(2, 1, 0);
    }
}
