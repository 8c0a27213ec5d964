package io.juvloop.benchmarks.work;

import io.juvloop.Action;
import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A measured span of a loop: tasks that begin together once all of them exist, and count their operations until
/// a timer ends the span.
///
/// Loop thread only: one plain counter serves all tasks.
final class TaskSpan {
    private final EventLoop loop;
    private final LoopFuture<Void> gate;
    private final List<Task<Void>> tasks = new ArrayList<>();
    private boolean over;
    private long operations;
    private long before;
    private Tally tally;
    private Clock begin;

    private TaskSpan(EventLoop loop) {
        this.loop = loop;
        this.gate = loop.createFuture();
    }

    /// Runs the tasks that `setUp` adds.
    static Tally measure(EventLoop loop, Duration duration, Consumer<TaskSpan> setUp) {
        TaskSpan span = new TaskSpan(loop);
        return loop.runUntilComplete(loop.createTask(() -> span.run(duration, setUp)));
    }

    private Tally run(Duration duration, Consumer<TaskSpan> setUp) {
        setUp.accept(this);
        letAllWait();
        gate.complete(null);
        letAllWait();
        loop.callLater(duration, this::end);
        begin();
        for (Task<Void> task : tasks) {
            Async.await(task);
        }
        return tally;
    }

    /// Yields until every ready task has run.
    static void letAllWait() {
        Async.sleep(Duration.ZERO);
        Async.sleep(Duration.ZERO);
    }

    /// Adds a task, which begins with the others.
    void add(Action body) {
        tasks.add(loop.createTask(() -> {
            Async.await(gate);
            body.run();
        }));
    }

    /// Adds a task that is not awaited and has no part in the start.
    void addBystander(Action body) {
        var _ = loop.createTask(body);
    }

    boolean isOver() {
        return over;
    }

    void count() {
        operations++;
    }

    void count(int more) {
        operations += more;
    }

    /// Starts the span. Calling it again moves the start, as a task that works in rounds does.
    void begin() {
        before = operations;
        begin = Clock.begin();
    }

    /// Ends the span. Calling it again moves the end.
    void end() {
        over = true;
        tally = Clock.end().since(begin, operations - before);
    }
}
