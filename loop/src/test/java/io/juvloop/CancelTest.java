package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.testing.Collected;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@LoopTest
class CancelTest {
    private final List<String> ran = new ArrayList<>();
    private final List<Handle> handles = new ArrayList<>();

    @Test
    @Tag("C2")
    @DisplayName("a callback cancels another of the same batch")
    void aCallbackCancelsItsNeighbour(EventLoop loop) {
        loop.callSoon(() -> handles.getFirst().cancel());
        handles.add(loop.callSoon(() -> ran.add("cancelled")));
        loop.callSoon(() -> ran.add("after"));
        Turns.one(loop);
        assertThat(ran).containsExactly("after");
        assertThat(handles.getFirst().isCancelled()).isTrue();
    }

    @Test
    void aTimerCancelsAnotherThatIsDueInTheSameTick(EventLoop loop) {
        long due = loop.time();
        loop.callAt(due, () -> handles.getFirst().cancel());
        handles.add(loop.callAt(due, () -> ran.add("cancelled")));
        loop.callAt(due, () -> ran.add("after"));
        Turns.many(loop, 2);
        assertThat(ran).containsExactly("after");
        assertThat(handles.getFirst().isCancelled()).isTrue();
    }

    @Test
    void aCallbackCancelsATimerThatIsDue(EventLoop loop) {
        loop.callSoon(() -> handles.add(loop.callAt(0, () -> ran.add("timer"))));
        loop.callSoon(() -> handles.getFirst().cancel());
        Turns.many(loop, 2);
        assertThat(handles.getFirst().isCancelled()).isTrue();
        assertThat(ran).isEmpty();
    }

    @Test
    void aTimerCancelsACallback(EventLoop loop) {
        loop.callAt(0, () -> handles.add(loop.callSoon(() -> ran.add("callback"))));
        loop.callAt(0, () -> handles.getFirst().cancel());
        Turns.many(loop, 2);
        assertThat(handles.getFirst().isCancelled()).isTrue();
        assertThat(ran).isEmpty();
    }

    @Test
    void aCallbackCancelsAPostOfTheSameBatch(EventLoop loop) {
        loop.callSoonThreadsafe(() -> handles.getFirst().cancel());
        handles.add(loop.callSoonThreadsafe(() -> ran.add("cancelled")));
        Turns.one(loop);
        assertThat(ran).isEmpty();
        assertThat(handles.getFirst().isCancelled()).isTrue();
    }

    @Test
    void cancellingAgainChangesNothing(EventLoop loop) {
        Handle handle = loop.callSoon(() -> ran.add("never"));
        handle.cancel();
        handle.cancel();
        Turns.one(loop);
        handle.cancel();
        assertThat(handle.isCancelled()).isTrue();
        assertThat(ran).isEmpty();
    }

    @Test
    void cancellingWhatRanChangesNothing(EventLoop loop) {
        handles.add(loop.callSoon(() -> ran.add("callback")));
        handles.add(loop.callSoonThreadsafe(() -> ran.add("post")));
        handles.add(loop.callAt(0, () -> ran.add("timer")));
        Turns.many(loop, 2);
        handles.forEach(Handle::cancel);
        assertThat(ran).containsExactlyInAnyOrder("callback", "post", "timer");
        assertThat(handles).noneMatch(Handle::isCancelled);
    }

    @Test
    void cancellingItselfWhileRunningChangesNothing(EventLoop loop) {
        Runnable cancelOwn = () -> {
            handles.getFirst().cancel();
            ran.add("ran");
        };
        handles.add(loop.callSoon(cancelOwn));
        Turns.one(loop);
        handles.set(0, loop.callAt(0, cancelOwn));
        Turns.one(loop);
        handles.set(0, loop.callSoonThreadsafe(cancelOwn));
        Turns.one(loop);
        assertThat(ran).hasSize(3);
        assertThat(handles.getFirst().isCancelled()).isFalse();
    }

    @Test
    @Tag("C2")
    void aCancelledCallbackIsLetGoAtOnce(EventLoop loop) {
        Collected soon = new Collected();
        Collected later = new Collected();
        Collected posted = new Collected();
        handles.add(loop.callSoon(soon.target()));
        handles.add(loop.callLater(Duration.ofHours(1), later.target()));
        handles.add(loop.callSoonThreadsafe(posted.target()));
        handles.forEach(Handle::cancel);
        soon.assertCollected();
        later.assertCollected();
        posted.assertCollected();
        Turns.one(loop);
        assertThat(soon.runs() + later.runs() + posted.runs()).isZero();
    }

    @Test
    void cancellingManyTimersLeavesNothing(EventLoop loop) {
        for (int i = 0; i < 100_000; i++) {
            handles.add(loop.callLater(Duration.ofMinutes(i % 1000 + 1), () -> ran.add("never")));
        }
        assertThat(loop.stats().pendingTimers()).isEqualTo(100_000);
        handles.forEach(Handle::cancel);
        assertThat(loop.stats().pendingTimers()).isZero();
        Turns.one(loop);
        assertThat(ran).isEmpty();
    }

    @Test
    void cancellingTheEarliestTimerLeavesTheOthersOnTime(EventLoop loop) {
        TimerHandle first = loop.callLater(Duration.ofMillis(1), () -> ran.add("never"));
        loop.callLater(Duration.ofMillis(3), () -> {
            ran.add("second");
            loop.stop();
        });
        first.cancel();
        loop.runForever();
        assertThat(ran).containsExactly("second");
    }
}
