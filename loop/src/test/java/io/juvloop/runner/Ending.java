package io.juvloop.runner;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Juvloop;
import io.juvloop.Runner;
import io.juvloop.RunnerOptions;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/// Programs whose JVM is asked to end, by a signal after they have reported that they are ready, or by
/// themselves; each in a JVM of its own.
enum Ending {
    CLEANS_UP {
        @Override
        void run() {
            Juvloop.run(
                    () -> {
                        var _ = EventLoop.running().createTask(() -> waitsForEver("other task"));
                        waitsForEver("main task");
                    },
                    LONG);
        }
    },
    CLEANS_UP_WHILE_CLOSING {
        @Override
        void run() {
            Juvloop.run(
                    () -> {
                        var _ = EventLoop.running().createTask(() -> {
                            try {
                                Async.sleep(Duration.ofHours(1));
                            } finally {
                                say(READY);
                                Async.sleep(Duration.ofSeconds(1));
                                say("task cleaned up");
                            }
                        });
                        Async.sleep(Duration.ZERO);
                    },
                    LONG);
        }
    },
    IGNORES_ITS_CANCELLATION {
        @Override
        void run() {
            Juvloop.run(
                    () -> {
                        say(READY);
                        while (true) {
                            try {
                                Async.sleep(Duration.ofHours(1));
                            } catch (CancellationException ignored) {
                                say("goes on");
                            }
                        }
                    },
                    SHORT);
        }
    },
    BLOCKS_ITS_LOOP {
        @Override
        void run() {
            Juvloop.run(
                    () -> {
                        EventLoop.running().callSoon(() -> {
                            say(READY);
                            blockForEver();
                        });
                        Async.sleep(Duration.ofHours(1));
                    },
                    SHORT);
        }
    },
    EXITS_ON_ANOTHER_THREAD {
        @Override
        void run() {
            Juvloop.run(
                    () -> {
                        Thread.ofPlatform().daemon().start(() -> System.exit(EXIT));
                        waitsForEver("main task");
                    },
                    LONG);
        }
    },
    EXITS_IN_A_CALLBACK {
        @Override
        void run() {
            Juvloop.run(
                    () -> {
                        EventLoop.running().callSoon(() -> System.exit(EXIT));
                        Async.sleep(Duration.ofHours(1));
                    },
                    LONG);
        }
    },
    EXITS_IN_THE_MAIN_TASK {
        @Override
        void run() {
            Juvloop.run(() -> System.exit(EXIT), LONG);
        }
    },
    EXITS_IN_ANOTHER_TASK {
        @Override
        void run() {
            Juvloop.run(
                    () -> {
                        var _ = EventLoop.running().createTask(() -> System.exit(EXIT));
                        Async.sleep(Duration.ofHours(1));
                    },
                    LONG);
        }
    },
    EXITS_IN_BLOCKING_WORK {
        @Override
        void run() {
            Juvloop.run(
                    () -> {
                        try {
                            var _ = Async.toThread(() -> {
                                System.exit(EXIT);
                                return "never";
                            });
                        } finally {
                            say("main task cleaned up");
                        }
                    },
                    LONG);
        }
    },
    EXITS_AFTER_A_RUN {
        @Override
        void run() {
            Juvloop.run(() -> say("ran"), LONG);
            System.exit(EXIT);
        }
    },
    EXITS_BETWEEN_TWO_RUNS {
        @Override
        void run() {
            try (Runner runner = new Runner(LONG)) {
                runner.run(() -> say("ran"));
                System.exit(EXIT);
                runner.run(() -> say("ran again"));
            }
        }
    },
    RUNS_IN_A_HOOK {
        @Override
        void run() {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Juvloop.run(() -> say("ran"), LONG)));
            System.exit(EXIT);
        }
    };

    static final String READY = "ready";
    static final int EXIT = 7;

    /// Longer than any test waits.
    private static final RunnerOptions LONG = RunnerOptions.DEFAULT.withShutdownPatience(Duration.ofHours(1));

    private static final RunnerOptions SHORT = RunnerOptions.DEFAULT.withShutdownPatience(Duration.ofMillis(500));

    abstract void run();

    private static synchronized void say(String line) {
        System.out.println(line);
    }

    private static void waitsForEver(String name) {
        try {
            say(READY);
            Async.sleep(Duration.ofHours(1));
        } finally {
            Async.sleep(Duration.ofMillis(20));
            say(name + " cleaned up");
        }
    }

    private static void blockForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// Runs the program that the argument names.
    public static void main(String... arguments) {
        valueOf(arguments[0]).run();
    }
}
