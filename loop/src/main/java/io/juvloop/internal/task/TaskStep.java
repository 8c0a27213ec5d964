package io.juvloop.internal.task;

import io.juvloop.internal.core.CallbackHandle;
import io.juvloop.internal.core.LoopKernel;

/// The next step of a task, as a callback in the loop's queue; one object serves all steps of the task.
///
/// Loop thread only.
final class TaskStep extends CallbackHandle implements Runnable {
    private final Tasks tasks;
    private final LoopTask<?> task;

    TaskStep(LoopKernel core, Tasks tasks, LoopTask<?> task) {
        super(core, () -> {}, null);
        this.tasks = tasks;
        this.task = task;
    }

    @Override
    public Runnable take() {
        return this;
    }

    @Override
    public void run() {
        tasks.step(task);
    }

    @Override
    public boolean isStepOfTask() {
        return true;
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
