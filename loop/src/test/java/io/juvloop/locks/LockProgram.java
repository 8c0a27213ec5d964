package io.juvloop.locks;

import io.juvloop.EventLoop;
import java.util.List;

/// Ordinary programs, each in a JVM of its own, which print to the JVM's output. The argument names one. A
/// program that hangs prints its stacks to its error stream, and exits with 1.
enum LockProgram {
    /// Tasks, a callback and threads that only print.
    ONLY_PRINTS {
        @Override
        void run(LoopElsewhere there) {
            Contention.run(there, 3000, () -> System.out.println("a line"));
        }
    },
    /// A thread prints something slowly, and a task and a callback print behind it.
    PRINTS_BEHIND_A_SLOW_THREAD {
        @Override
        void run(LoopElsewhere there) throws Exception {
            ThreeLockUsers.takeTurns(20, there, SharedSystemOut.INSTANCE, LoopElsewhere::plainCallbacks);
        }
    },
    /// An echo server that logs, with clients in tasks, and a thread that logs their progress.
    ECHO_SERVER_THAT_LOGS {
        @Override
        void run(LoopElsewhere there) {
            new LoggingEcho(there).run();
        }
    },
    /// Tasks, a callback and threads whose futures fail unseen, which the garbage collector finds and the log shows.
    FAILS_FUTURES_IN_A_SMALL_HEAP {
        @Override
        List<String> options() {
            return List.of("-Xmx24m");
        }

        @Override
        void run(LoopElsewhere there) {
            Exception failure = new StacklessException();
            EventLoop loop = there.loop();
            Contention.run(there, 500, () -> loop.createFuture().completeExceptionally(failure));
        }
    };

    /// The options of its JVM.
    List<String> options() {
        return List.of();
    }

    abstract void run(LoopElsewhere there) throws Exception;

    public static void main(String... arguments) throws Exception {
        try (EventLoop loop = EventLoop.create();
                LoopElsewhere there = new LoopElsewhere(loop)) {
            valueOf(arguments[0]).run(there);
        } catch (AssertionError hung) {
            System.err.println(hung.getMessage());
            Runtime.getRuntime().halt(1);
        }
    }

    /// Logged in one line.
    @SuppressWarnings("serial")
    private static final class StacklessException extends Exception {
        StacklessException() {
            super("on purpose", null, false, false);
        }
    }
}
