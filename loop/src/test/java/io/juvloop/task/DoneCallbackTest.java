package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Reported;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Throwing;
import io.juvloop.testing.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Done-callbacks of futures and tasks: when they run, in which order, and how many times.
@TaskTest
class DoneCallbackTest {
    private final List<String> events = new ArrayList<>();

    private Consumer<LoopFuture<String>> noting(String name) {
        return future -> events.add(name + " " + future.resultNow());
    }

    @Test
    @Tag("A1")
    @DisplayName("callbacks run in the next turn, in order, and not inside the call that completes")
    void runInTheNextTurnInOrder(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        Consumer<LoopFuture<String>> removed = noting("removed");
        future.addDoneCallback(noting("first"));
        future.addDoneCallback(removed);
        future.addDoneCallback(noting("second"));
        assertThat(future.removeDoneCallback(removed)).isOne();
        loop.callSoon(() -> {
            future.complete("result");
            events.add("completed");
        });
        Turns.one(loop);
        assertThat(events).containsExactly("completed");
        Turns.one(loop);
        assertThat(events).containsExactly("completed", "first result", "second result");
    }

    @Test
    void thatIsAddedTwiceRunsTwiceAndIsRemovedTwice(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        Consumer<LoopFuture<String>> twice = noting("twice");
        Consumer<LoopFuture<String>> gone = noting("gone");
        future.addDoneCallback(twice);
        future.addDoneCallback(gone);
        future.addDoneCallback(twice);
        future.addDoneCallback(gone);
        assertThat(future.removeDoneCallback(gone)).isEqualTo(2);
        assertThat(future.removeDoneCallback(gone)).isZero();
        future.complete("result");
        Turns.one(loop);
        assertThat(events).containsExactly("twice result", "twice result");
    }

    @Test
    void addedToADoneOneStillWaitsForATurn(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        future.complete("result");
        loop.callSoon(() -> {
            future.addDoneCallback(noting("late"));
            future.addDoneCallback(noting("later"));
            events.add("added");
        });
        Turns.one(loop);
        assertThat(events).containsExactly("added");
        Turns.one(loop);
        assertThat(events).containsExactly("added", "late result", "later result");
    }

    @Test
    void removedAfterTheyWereScheduledRunAllTheSame(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        Consumer<LoopFuture<String>> scheduled = noting("scheduled");
        future.addDoneCallback(scheduled);
        future.complete("result");
        assertThat(future.removeDoneCallback(scheduled)).isZero();
        Turns.one(loop);
        assertThat(events).containsExactly("scheduled result");
    }

    @Test
    void addedByACallbackRunInTheTurnAfter(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        future.addDoneCallback(done -> done.addDoneCallback(noting("inner")));
        future.addDoneCallback(noting("outer"));
        future.complete("result");
        Turns.one(loop);
        assertThat(events).containsExactly("outer result");
        Turns.one(loop);
        assertThat(events).containsExactly("outer result", "inner result");
    }

    @Test
    void thatThrowsIsReportedAndTheOthersRun(EventLoop loop, Reported reported) {
        LoopFuture<String> future = loop.createFuture();
        IllegalStateException failure = new IllegalStateException("on purpose");
        future.addDoneCallback(done -> Throwing.raise(failure));
        future.addDoneCallback(noting("next"));
        future.complete("result");
        Turns.one(loop);
        assertThat(events).containsExactly("next result");
        assertThat(reported.only().exception()).isSameAs(failure);
    }

    @Test
    void areToldOfFailureAndOfCancelling(EventLoop loop) {
        LoopFuture<String> failing = loop.createFuture();
        LoopFuture<String> cancelled = loop.createFuture();
        failing.addDoneCallback(done -> events.add(done.exceptionNow().getMessage()));
        cancelled.addDoneCallback(done -> events.add("cancelled " + done.isCancelled()));
        failing.completeExceptionally(new IllegalStateException("failed"));
        cancelled.cancel(false);
        Turns.one(loop);
        assertThat(events).containsExactly("failed", "cancelled true");
    }

    @Test
    void runOnTheLoopWhoeverCompletes(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        future.addDoneCallback(noting("callback"));
        future.addDoneCallback(
                done -> events.add("running " + EventLoop.running().equals(loop)));
        OtherThread.run(() -> future.complete("result"));
        assertThat(events).isEmpty();
        Turns.one(loop);
        assertThat(events).containsExactly("callback result", "running true");
    }

    @Test
    void ofATaskRunAfterIt(EventLoop loop) {
        Task<String> task = loop.createTask(() -> {
            events.add("body");
            return "result";
        });
        task.addDoneCallback(noting("told"));
        Consumer<LoopFuture<String>> removed = noting("removed");
        task.addDoneCallback(removed);
        assertThat(task.removeDoneCallback(removed)).isOne();
        Turns.one(loop);
        assertThat(events).containsExactly("body");
        Turns.one(loop);
        assertThat(events).containsExactly("body", "told result");
    }
}
