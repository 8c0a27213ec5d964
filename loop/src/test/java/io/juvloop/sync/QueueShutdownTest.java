package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Shutting a queue down: no item can be put, the remaining ones can be taken, and no task waits indefinitely.
@TaskTest
class QueueShutdownTest {
    private static final String REFUSED = " QueueShutDownException";

    private static void refuses(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(QueueShutDownException.class);
    }

    private static void refusesAll(Queue<Integer> queue) {
        refuses(() -> queue.put(1));
        refuses(() -> queue.putNoWait(1));
        refuses(queue::get);
        refuses(queue::getNoWait);
    }

    @ParameterizedTest
    @EnumSource
    void whoWaitsToGetIsRefused(QueueKind kind, EventLoop loop) {
        Queue<Integer> queue = kind.make(0);
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> a = party.begin("a", queue::get);
            Task<Void> b = party.begin("b", queue::get);
            TaskOutcomes.settle();
            queue.shutdown();
            TaskOutcomes.end(a, b);
            assertThat(party.events).containsExactly("a" + REFUSED, "b" + REFUSED);
            queue.join();
            refusesAll(queue);
        });
    }

    @ParameterizedTest
    @EnumSource
    void whoWaitsToPutIsRefusedAndWhatIsInItCanBeGot(QueueKind kind, EventLoop loop) {
        Queue<Integer> queue = kind.make(1);
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            queue.put(1);
            Task<Void> put = party.begin("put", () -> queue.put(2));
            Task<Void> join = party.begin("join", queue::join);
            TaskOutcomes.settle();
            queue.shutdown(false);
            TaskOutcomes.end(put);
            assertThat(queue.size()).isOne();
            assertThat(queue.get()).isOne();
            TaskOutcomes.settle();
            assertThat(party.events).containsExactly("put" + REFUSED);
            refusesAll(queue);
            queue.taskDone();
            TaskOutcomes.end(join);
            assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
        });
    }

    @ParameterizedTest
    @EnumSource
    void atOnceAlsoDropsWhatIsInItAndLetsThoseGoWhoJoin(QueueKind kind, EventLoop loop) {
        Queue<Integer> queue = kind.make(2);
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            queue.put(1);
            queue.put(2);
            Task<Void> put = party.begin("put", () -> queue.put(3));
            Task<Void> join = party.begin("join", queue::join);
            TaskOutcomes.settle();
            queue.shutdown(true);
            assertThat(queue.isEmpty()).isTrue();
            TaskOutcomes.end(put, join);
            assertThat(party.events).containsExactlyInAnyOrder("join", "put" + REFUSED);
            refusesAll(queue);
            assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
        });
    }

    @ParameterizedTest
    @EnumSource
    void atOnceStillWaitsForItemsThatWereTakenAndAreNotDone(QueueKind kind, EventLoop loop) {
        Queue<Integer> queue = kind.make(0);
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            queue.put(1);
            queue.put(1);
            Task<Void> join = party.begin("join", queue::join);
            assertThat(queue.get()).isOne();
            queue.shutdown(true);
            TaskOutcomes.settle();
            assertThat(party.events).isEmpty();
            refusesAll(queue);
            queue.taskDone();
            TaskOutcomes.end(join);
            assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void gettersThatWereWokenForAnItemGetItAndTheOthersAreRefused(EventLoop loop) {
        Queue<Integer> queue = new Queue<>();
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> a = party.begin("a", queue::get);
            Task<Void> b = party.begin("b", queue::get);
            TaskOutcomes.settle();
            queue.putNoWait(1);
            queue.shutdown();
            Task<Void> c = party.begin("c", queue::get);
            TaskOutcomes.end(a, b, c);
            assertThat(party.events).containsExactly("a", "b" + REFUSED, "c" + REFUSED);
        });
    }

    @Test
    void whoComesAfterwardsTakesItsTurnAndIsRefusedIfNothingIsLeft(EventLoop loop) {
        Queue<Integer> queue = new Queue<>();
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> a = party.begin("a", queue::get);
            TaskOutcomes.settle();
            queue.putNoWait(1);
            queue.shutdown();
            refuses(queue::get);
            assertThat(party.events).containsExactly("a");
            TaskOutcomes.end(a);
        });
    }

    @Test
    void aWokenGetterThatIsCancelledLeavesTheItemToALaterOne(EventLoop loop) {
        Queue<Integer> queue = new Queue<>();
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> a = party.begin("a", queue::get);
            TaskOutcomes.settle();
            queue.putNoWait(1);
            queue.shutdown();
            a.cancel();
            assertThat(queue.get()).isOne();
            TaskOutcomes.end(a);
            assertThat(party.events).containsExactly("a cancelled");
        });
    }

    @Test
    void anotherTimeItDoesNothing(EventLoop loop) {
        Queue<Integer> queue = new Queue<>();
        queue.shutdown();
        queue.shutdown(true);
        assertThat(queue.toString()).endsWith("shut down]");
        InTask.run(loop, () -> refusesAll(queue));
    }
}
