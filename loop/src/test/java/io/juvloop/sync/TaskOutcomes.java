package io.juvloop.sync;

import io.juvloop.Action;
import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.TaskOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/// The tasks of a test and their outcomes, in order: each records its name when its wait has ended, and how it
/// ended.
///
/// Inside a task.
final class TaskOutcomes {
    /// Long enough for a machine under load; never waited for unless the test fails.
    static final Duration LONG = Duration.ofSeconds(20);

    static final Duration SHORT = Duration.ofMillis(5);

    final List<String> events = new ArrayList<>();
    private final EventLoop loop = EventLoop.running();

    /// Begins a task that records "name", "name cancelled" or "name " and the class of its failure.
    Task<Void> begin(String name, Action body) {
        return loop.createTask(() -> note(name, body), TaskOptions.named(name));
    }

    private Void note(String name, Action body) throws Exception {
        try {
            body.run();
            events.add(name);
        } catch (CancellationException cancelled) {
            events.add(name + " cancelled");
            throw cancelled;
        } catch (Exception failed) {
            events.add(name + " " + failed.getClass().getSimpleName());
        }
        return null;
    }

    /// Lets all tasks that can run make a step.
    static void turn() {
        Async.sleep(Duration.ZERO);
    }

    /// Lets tasks run until none of them can.
    static void settle() {
        for (int i = 0; i < 10; i++) {
            turn();
        }
    }

    /// Waits for the end of a task, however it ends.
    static void end(Task<?>... tasks) {
        for (Task<?> task : tasks) {
            try {
                Async.await(task);
            } catch (CancellationException cancelled) {
                if (!task.isCancelled()) {
                    throw cancelled;
                }
            }
        }
    }
}
