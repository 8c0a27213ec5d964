package io.juvloop.internal;

/// The next stretch of a task, as a callback in the loop's queue; one object for all of them.
///
/// Loop thread only.
final class TaskStep extends ScheduledCall implements Runnable {
    private final LoopTask<?> task;

    TaskStep(UvEventLoop loop, LoopTask<?> task) {
        super(loop, () -> {}, null);
        this.task = task;
    }

    @Override
    Runnable take() {
        return this;
    }

    @Override
    public void run() {
        task.uvLoop().tasks().step(task);
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public String toString() {
        return task.toString();
    }
}
