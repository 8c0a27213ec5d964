package io.juvloop.availability;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import java.time.Duration;

/// Run in a JVM of its own: prints the mode of tasks there, and runs some on two loops.
final class TaskModeProbe {
    private static final ScopedValue<String> VALUE = ScopedValue.newInstance();

    private TaskModeProbe() {}

    public static void main(String... arguments) {
        for (int i = 0; i < 2; i++) {
            try (EventLoop loop = EventLoop.create()) {
                System.out.println("mode=" + tried(loop, false));
                System.out.println("tasks=" + tried(loop, true));
            }
        }
    }

    private static String tried(EventLoop loop, boolean run) {
        try {
            return run ? twoTasks(loop) : loop.taskMode().name();
        } catch (RuntimeException | Error thrown) {
            return thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
        }
    }

    private static String twoTasks(EventLoop loop) {
        var task = ScopedValue.where(VALUE, "with values")
                .call(() -> loop.createTask(() -> {
                    var child = loop.createTask(() -> {
                        Async.sleep(Duration.ofMillis(1));
                        return VALUE.orElse("without values");
                    });
                    return "done " + Async.await(child);
                }));
        return loop.runUntilComplete(task);
    }
}
