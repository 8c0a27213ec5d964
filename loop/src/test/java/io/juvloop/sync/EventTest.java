package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// An event: all waiting tasks continue when it is set.
@TaskTest
class EventTest {
    private final Event event = new Event();

    @Test
    void aNewEventIsNotSet() {
        assertThat(event.isSet()).isFalse();
        event.set();
        assertThat(event.isSet()).isTrue();
        event.clear();
        assertThat(event.isSet()).isFalse();
    }

    @Test
    void whoComesAfterItWasSetDoesNotWait(EventLoop loop) {
        event.set();
        InTask.run(loop, () -> {
            boolean[] turned = new boolean[1];
            loop.callSoon(() -> turned[0] = true);
            event.await();
            assertThat(turned[0]).isFalse();
        });
    }

    @Test
    void allThatWaitGoOnInTheOrderInWhichTheyCame(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> a = party.begin("a", event::await);
            Task<Void> b = party.begin("b", event::await);
            TaskOutcomes.settle();
            assertThat(party.events).isEmpty();
            event.set();
            TaskOutcomes.end(a, b);
            assertThat(party.events).containsExactly("a", "b");
        });
    }

    @Test
    void thoseThatWaitGoOnEvenIfItIsClearedRightAfter(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> early = party.begin("early", event::await);
            TaskOutcomes.settle();
            event.set();
            event.clear();
            Task<Void> late = party.begin("late", event::await);
            TaskOutcomes.settle();
            assertThat(party.events).containsExactly("early");
            assertThat(event.toString()).isEqualTo("Event[not set, waiting=1]");
            event.set();
            TaskOutcomes.end(early, late);
        });
    }

    @Test
    void aCallbackMaySetIt(EventLoop loop) {
        InTask.run(loop, () -> {
            loop.callLater(Duration.ofMillis(1), event::set);
            event.await();
            assertThat(event.isSet()).isTrue();
        });
    }

    @Test
    void whoIsCancelledIsForgotten(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = party.begin("waits", event::await);
            Task<Void> goesOn = party.begin("goes on", event::await);
            TaskOutcomes.settle();
            waits.cancel();
            TaskOutcomes.end(waits);
            assertThat(event.toString()).isEqualTo("Event[not set, waiting=1]");
            event.set();
            TaskOutcomes.end(goesOn);
            assertThat(party.events).containsExactly("waits cancelled", "goes on");
        });
    }
}
