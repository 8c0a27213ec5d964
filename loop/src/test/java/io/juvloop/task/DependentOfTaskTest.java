package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.TaskGroup;
import io.juvloop.TaskOptions;
import io.juvloop.Timeout;
import io.juvloop.sync.Event;
import io.juvloop.sync.Lock;
import io.juvloop.sync.Queue;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A dependent of a task runs when the task has ended: it is a callback, is not part of the task, and may not
/// wait.
@TaskTest
class DependentOfTaskTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private final List<String> events = new ArrayList<>();

    /// A call that only a task may make.
    interface Wait {
        void in(EventLoop loop) throws Exception;
    }

    static Stream<Arguments> waits() {
        return Stream.of(
                wait("sleep", _ -> Async.sleep(SHORT)),
                wait("sleep no time", _ -> Async.sleep(Duration.ZERO)),
                wait("await", loop -> Async.await(loop.createFuture())),
                wait("await another task", loop -> Async.await(loop.createTask(() -> "other"))),
                wait("join", loop -> loop.createFuture().join()),
                wait("get", loop -> loop.createFuture().get()),
                wait("get with a limit", loop -> loop.createFuture().get(1, TimeUnit.SECONDS)),
                wait("waitFor", loop -> Async.waitFor(loop.createFuture(), SHORT)),
                wait("wait", loop -> Async.wait(List.of(loop.createFuture()))),
                wait(
                        "asCompleted",
                        loop -> Async.asCompleted(List.of(loop.createFuture()))
                                .iterator()
                                .next()),
                wait("toThread", _ -> Async.toThread(() -> "elsewhere")),
                wait("a limit", _ -> {
                    try (Timeout limit = Async.timeout(SHORT)) {
                        assertThat(limit).isNull();
                    }
                }),
                wait("a group", _ -> {
                    try (TaskGroup group = new TaskGroup()) {
                        assertThat(group).isNull();
                    }
                }),
                wait("a lock", _ -> new Lock().acquire()),
                wait("an event", _ -> new Event().await()),
                wait("a queue", _ -> new Queue<String>().get()));
    }

    private static Arguments wait(String name, Wait wait) {
        return Arguments.argumentSet(name, wait);
    }

    private void tryTo(Wait wait, EventLoop loop) {
        try {
            wait.in(loop);
            events.add("waited");
        } catch (IllegalStateException refused) {
            events.add("refused");
        } catch (Exception failed) {
            events.add("failed: " + failed);
        }
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("waits")
    void mayNotWait(Wait wait, EventLoop loop) {
        Task<String> task = loop.createTask(() -> "done");
        CompletableFuture<Void> dependent =
                task.thenAccept(_ -> tryTo(wait, loop)).toCompletableFuture();
        loop.runUntilComplete(dependent);
        assertGoesOn(loop);
        assertThat(events).containsExactly("refused");
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("waits")
    void ofAFailedOrCancelledTaskMayNotWaitEither(Wait wait, EventLoop loop) {
        LoopFuture<String> never = loop.createFuture();
        Task<String> cancelled = loop.createTask(() -> Async.await(never));
        Task<String> failed = loop.createTask(() -> {
            throw new ArithmeticException("on purpose");
        });
        Task<String> unbegun = loop.createTask(() -> "never");
        unbegun.cancel();
        var ended = Stream.of(cancelled, failed, unbegun)
                .map(task -> task.handle((_, _) -> {
                            tryTo(wait, loop);
                            return "";
                        })
                        .toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        loop.callSoon(cancelled::cancel);
        loop.runUntilComplete(CompletableFuture.allOf(ended));
        assertGoesOn(loop);
        assertThat(events).containsExactly("refused", "refused", "refused");
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("waits")
    void ofATaskThatBeganInPlaceMayNotWaitEither(Wait wait, EventLoop loop) {
        TaskOptions eager = TaskOptions.DEFAULT.withEagerStart(true);
        InTask.run(loop, () -> {
            LoopFuture<String> future = loop.createFuture();
            Task<String> task = loop.createTask(() -> Async.await(future), eager);
            var dependent = task.thenAccept(_ -> tryTo(wait, loop));
            future.complete("done");
            Async.await(dependent);
        });
        assertGoesOn(loop);
        assertThat(events).containsExactly("refused");
    }

    private static void assertGoesOn(EventLoop loop) {
        assertThat(InTask.<String>call(loop, () -> {
                    Async.sleep(SHORT);
                    return "goes on";
                }))
                .isEqualTo("goes on");
    }

    @Test
    void isNotInTheTask(EventLoop loop) {
        List<Object> seen = new ArrayList<>();
        Task<String> task = loop.createTask(() -> "done");
        var dependent = task.thenAccept(_ -> {
            seen.add(loop.currentTask() == null ? "none" : "one");
            seen.add(EventLoop.running().equals(loop));
            seen.add(loop.allTasks().size());
            loop.callSoon(() -> seen.add("called"));
        });
        loop.runUntilComplete(dependent);
        loop.runUntilComplete(loop.createTask(() -> seen.add("next task")));
        assertThat(seen).containsExactly("none", true, 0, "called", "next task");
    }

    @Test
    void mayStartATaskInPlace(EventLoop loop) {
        TaskOptions eager = TaskOptions.DEFAULT.withEagerStart(true);
        Task<String> task = loop.createTask(() -> "done");
        List<Task<Boolean>> started = new ArrayList<>();
        var dependent = task.thenAccept(_ -> {
            started.add(loop.createTask(
                    () -> {
                        events.add("begun");
                        Async.sleep(SHORT);
                        return events.add("ended");
                    },
                    eager));
            events.add("dependent ended");
        });
        loop.runUntilComplete(dependent);
        loop.runUntilComplete(started.getFirst());
        assertThat(events).containsExactlyInAnyOrder("begun", "dependent ended", "ended");
    }

    @Test
    void aCallbackOfATaskIsNoPartOfItEither(EventLoop loop) {
        Task<String> task = loop.createTask(() -> "done");
        task.addDoneCallback(_ -> tryTo(here -> Async.await(here.createFuture()), loop));
        loop.runUntilComplete(task);
        assertGoesOn(loop);
        assertThat(events).containsExactly("refused");
    }
}
