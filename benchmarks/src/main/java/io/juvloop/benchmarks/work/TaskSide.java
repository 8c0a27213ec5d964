package io.juvloop.benchmarks.work;

import static java.util.Map.entry;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.TaskMode;
import io.juvloop.TaskOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Tasks of one loop, in the mode that the process was started with.
final class TaskSide implements Side {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Callable<Object> NOTHING_TO_DO = Object::new;
    private static final TaskOptions EAGER = TaskOptions.DEFAULT.withEagerStart(true);

    private final EventLoop loop;
    private final List<Task<Void>> held = new ArrayList<>();

    TaskSide(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public Map<String, Workload> workloads() {
        Map<String, Workload> workloads = new HashMap<>(Map.ofEntries(
                entry("yield-1", time -> yields(1, time)),
                entry("yield-2", time -> yields(2, time)),
                entry("yield-100", time -> yields(100, time)),
                entry("yield-10000", time -> yields(10_000, time)),
                entry("future", time -> measure(time, new TaskFutures(loop)::rally)),
                entry("wake-100000", time -> measure(time, new TaskFutures(loop)::crowd)),
                entry("queue", time -> measure(time, TaskQueues::rally)),
                entry("queue-batches", time -> measure(time, TaskQueues::batches)),
                entry("queue-1", time -> measure(time, TaskQueues::oneByOne)),
                entry("create", time -> creates(TaskOptions.DEFAULT, time)),
                entry("eager", time -> creates(EAGER, time)),
                entry("spawn", time -> measure(time, span -> TaskProcesses.silent(span, 1))),
                entry("spawn-8", time -> measure(time, span -> TaskProcesses.silent(span, 8))),
                entry("communicate", time -> measure(time, TaskProcesses::talking))));
        if (loop.taskMode() == TaskMode.FAST) {
            workloads.put("park", time -> measure(time, TaskParking::rally));
        }
        return workloads;
    }

    private Tally measure(Duration duration, Consumer<TaskSpan> setUp) {
        return TaskSpan.measure(loop, duration, setUp);
    }

    /// Each of some tasks yields repeatedly.
    private Tally yields(int tasks, Duration duration) {
        return measure(duration, span -> {
            for (int i = 0; i < tasks; i++) {
                span.add(() -> {
                    Async.sleep(Duration.ZERO);
                    while (!span.isOver()) {
                        span.count();
                        Async.sleep(Duration.ZERO);
                    }
                });
            }
        });
    }

    /// A task makes another, which does nothing, and awaits it. An eager task is done by then, so the first task
    /// yields now and then to let the timer fire.
    private Tally creates(TaskOptions options, Duration duration) {
        return measure(
                duration,
                span -> span.add(() -> {
                    while (!span.isOver()) {
                        for (int i = 0; i < BATCH; i++) {
                            Async.await(loop.createTask(NOTHING_TO_DO, options));
                            span.count();
                        }
                        Async.sleep(Duration.ZERO);
                    }
                }));
    }

    @Override
    public void hold(String place, int count) {
        loop.runUntilComplete(loop.createTask(() -> {
            while (held.size() < count) {
                held.add(loop.createTask(() -> waitIn(place)));
            }
            TaskSpan.letAllWait();
        }));
    }

    private void waitIn(String place) {
        switch (place) {
            case "sleep" -> Async.sleep(LONG);
            case "future" -> {
                LoopFuture<Void> future = loop.createFuture();
                Async.await(future);
            }
            default -> throw new IllegalArgumentException("there is no place " + place);
        }
    }

    @Override
    public void release() {
        loop.runUntilComplete(loop.createTask(() -> {
            held.forEach(Task::cancel);
            while (!held.stream().allMatch(Task::isDone)) {
                Async.sleep(Duration.ZERO);
            }
        }));
        held.clear();
    }
}
