package io.juvloop.task.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Action;
import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Spin;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// A task waits for an event that occurs only after timers have fired and another task has made steps; a wait
/// that blocked the loop would never end.
final class Meanwhile {
    private static final int ENOUGH = 5;
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration MOMENT = Duration.ofNanos(20_000);

    private final EventLoop loop;
    private final String loopThread = Thread.currentThread().getName();
    private final AtomicBoolean somebodyRuns = new AtomicBoolean();
    private Action release;
    private int timers;
    private int steps;
    private boolean released;

    private Meanwhile(EventLoop loop, Action release) {
        this.loop = loop;
        this.release = release;
    }

    /// Runs a wait in a task.
    ///
    /// @param release ends the wait, in a callback of the loop
    static void theLoopGoesOn(EventLoop loop, Action release, Action wait) {
        Meanwhile meanwhile = new Meanwhile(loop, release);
        InTask.run(loop, () -> meanwhile.waitIn(wait));
    }

    /// Runs a wait in a task that ends by itself, but not before some milliseconds.
    static void theLoopGoesOn(EventLoop loop, Action wait) {
        theLoopGoesOn(loop, () -> {}, wait);
    }

    private void waitIn(Action wait) throws Exception {
        Task<Void> other = loop.createTask(this::otherTask);
        loop.callLater(SHORT, this::timer);
        wait.run();
        runsAlone();
        assertThat(released).as("the loop went on").isTrue();
        assertThat(Thread.currentThread().toString()).as("back on the loop").endsWith("@" + loopThread);
        loop.callSoon(this::runsAlone);
        Async.sleep(SHORT);
        Async.await(other);
    }

    private void otherTask() throws Exception {
        while (steps < ENOUGH) {
            Async.sleep(SHORT);
            runsAlone();
            steps++;
        }
        releaseIfEnough();
    }

    private void timer() {
        runsAlone();
        if (++timers < ENOUGH) {
            loop.callLater(SHORT, this::timer);
        } else {
            loop.createTask(this::releaseIfEnough).addDoneCallback(done -> done.join());
        }
    }

    private void releaseIfEnough() throws Exception {
        if (timers >= ENOUGH && steps >= ENOUGH && !released) {
            released = true;
            release.run();
        }
    }

    private void runsAlone() {
        assertThat(somebodyRuns.compareAndSet(false, true)).isTrue();
        Spin.during(MOMENT);
        somebodyRuns.set(false);
        loop.callSoon(() -> {}); // refused on any other thread
    }
}
