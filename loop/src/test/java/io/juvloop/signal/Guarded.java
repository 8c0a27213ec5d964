package io.juvloop.signal;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Juvloop;
import io.juvloop.RunnerOptions;
import io.juvloop.Signal;
import java.time.Duration;

/// Programs that handle a signal and then stop handling it; each in a JVM of its own. The first argument names
/// the program, the second the signal.
enum Guarded {
    /// Prints a line for the first signal and removes its handler.
    REMOVES_AT_THE_FIRST {
        @Override
        void run(Signal signal) {
            EventLoop loop = EventLoop.create();
            loop.addSignalHandler(signal, () -> {
                say("told");
                loop.removeSignalHandler(signal);
                loop.callSoon(() -> say(READY));
            });
            loop.callSoon(() -> say(READY));
            loop.runForever();
        }
    },
    /// Stops its loop at the first signal and closes it.
    CLOSES_AT_THE_FIRST {
        @Override
        void run(Signal signal) {
            try (EventLoop loop = EventLoop.create()) {
                loop.addSignalHandler(signal, () -> {
                    say("told");
                    loop.stop();
                });
                loop.callSoon(() -> say(READY));
                loop.runForever();
            }
            say(READY);
            waitForEver();
        }
    },
    /// Removes one of two loops' handlers at the first signal, the other at the second.
    TWO_LOOPS {
        @Override
        void run(Signal signal) {
            EventLoop first = EventLoop.create();
            EventLoop second = EventLoop.create();
            first.addSignalHandler(signal, () -> {
                say("told");
                first.stop();
            });
            second.addSignalHandler(signal, second::stop);
            first.callSoon(() -> say(READY));
            first.runForever();
            first.close();
            second.runForever(); // it receives the signal as well
            second.addSignalHandler(signal, () -> {
                say("told");
                second.stop();
            });
            second.callSoon(() -> say(READY));
            second.runForever();
            second.close();
            say(READY);
            waitForEver();
        }
    },
    /// A runner's program that is asked by the signal to end, once its own handler is removed.
    RUNNER {
        @Override
        void run(Signal signal) {
            Juvloop.run(
                    () -> {
                        EventLoop loop = EventLoop.running();
                        loop.addSignalHandler(signal, () -> {
                            say("told");
                            loop.removeSignalHandler(signal);
                            say(READY);
                        });
                        try {
                            say(READY);
                            Async.sleep(Duration.ofHours(1));
                        } finally {
                            say("main task cleaned up");
                        }
                    },
                    RunnerOptions.DEFAULT.withShutdownPatience(Duration.ofHours(1)));
        }
    };

    static final String READY = "ready";
    static final String HOOK = "shutdown hook ran";

    abstract void run(Signal signal);

    private static synchronized void say(String line) {
        System.out.println(line);
    }

    private static void waitForEver() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// Runs the program that the arguments name.
    public static void main(String... arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> say(HOOK)));
        valueOf(arguments[0]).run(Signal.of(arguments[1]));
    }
}
