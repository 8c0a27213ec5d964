package io.juvloop.sync;

import io.juvloop.Action;
import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Tasks that begin, are cancelled and time out at random; the seed reproduces a failure.
///
/// Inside a task.
final class RandomTasks {
    private static final int STEPS = 1500;

    final Random random;
    private final EventLoop loop = EventLoop.running();
    private final List<Task<Void>> alive = new ArrayList<>();

    private RandomTasks(long seed) {
        random = new Random(seed);
    }

    /// The scenario of a test.
    interface Play {
        /// Makes one step, which may begin a task.
        void step(RandomTasks disorder);

        /// Asserts the invariants when no task can run.
        void assertQuiet();

        /// Ends all tasks that still wait.
        void end(RandomTasks disorder);
    }

    /// A wait that may have a timeout.
    interface Wait {
        void await(@Nullable Duration timeout) throws Exception;
    }

    static void run(EventLoop loop, long seed, Play play) {
        InTask.run(loop, () -> new RandomTasks(seed).run(play));
    }

    private void run(Play play) {
        for (int i = 0; i < STEPS; i++) {
            play.step(this);
            disturb();
            if (i % 50 == 0) {
                quiet();
                play.assertQuiet();
            }
        }
        quiet();
        play.end(this);
        for (Task<Void> task : alive) {
            TaskOutcomes.end(task);
        }
        play.assertQuiet();
    }

    /// Runs until no task can run; afterwards only timers change anything.
    private void quiet() {
        do {
            TaskOutcomes.turn();
        } while (loop.stats().readyCallbacks() > 0);
    }

    private void disturb() {
        if (chance(4)) {
            TaskOutcomes.turn();
        }
        if (chance(5) && !alive.isEmpty()) {
            alive.get(random.nextInt(alive.size())).cancel();
        }
        if (chance(100)) {
            Async.sleep(Duration.ofMillis(1));
        }
        alive.removeIf(RandomTasks::isOver);
    }

    private static boolean isOver(Task<Void> task) {
        if (task.isDone() && !task.isCancelled() && task.exception() != null) {
            throw new AssertionError("a task failed", task.exception());
        }
        return task.isDone();
    }

    boolean chance(int outOf) {
        return random.nextInt(outOf) == 0;
    }

    void begin(Action body) {
        alive.add(loop.createTask(body));
    }

    /// Cancels all unfinished tasks.
    void cancelAll() {
        alive.forEach(Task::cancel);
    }

    /// Waits, with or without a timeout, which may be over at once.
    ///
    /// @return false if it timed out
    /// @throws CancellationException if it was cancelled
    boolean waits(Wait wait) throws Exception {
        Duration timeout = chance(3) ? Duration.ofNanos(random.nextInt(2_000_000) - 200_000) : null;
        try {
            wait.await(timeout);
            return true;
        } catch (TimeoutException over) {
            if (timeout == null) {
                throw over;
            }
            return false;
        }
    }
}
