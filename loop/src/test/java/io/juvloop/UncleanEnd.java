package io.juvloop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Programs that end, or continue, without closing their loop; each in a JVM of its own, which must survive
/// them.
enum UncleanEnd {
    MAIN_RETURNS_WITH_A_LOOP_THAT_NEVER_RAN {
        @Override
        void run() {
            EventLoop.create().callLater(Duration.ofHours(1), () -> {});
        }
    },
    MAIN_RETURNS_WHILE_A_DAEMON_RUNS_A_BUSY_LOOP {
        @Override
        void run() {
            startBusyLoop();
        }
    },
    EXIT_WHILE_A_DAEMON_RUNS_A_BUSY_LOOP {
        @Override
        void run() {
            startBusyLoop();
            System.exit(0);
        }
    },
    EXIT_INSIDE_A_CALLBACK {
        @Override
        void run() {
            EventLoop loop = EventLoop.create();
            loop.callSoon(() -> System.exit(0));
            loop.runForever();
        }
    },
    POSTS_TO_A_LOOP_WHOSE_THREAD_IS_GONE {
        @Override
        void run() throws InterruptedException {
            List<EventLoop> made = new ArrayList<>();
            Thread maker = Thread.ofPlatform().start(() -> made.add(EventLoop.create()));
            maker.join();
            for (int i = 0; i < 1000; i++) {
                made.getFirst().callSoonThreadsafe(() -> {});
            }
        }
    },
    LOOPS_ARE_DROPPED_AND_COLLECTED {
        @Override
        void run() {
            for (int i = 0; i < 200; i++) {
                EventLoop loop = EventLoop.create();
                loop.callSoon(loop::stop);
                loop.runForever();
                if (i % 50 == 0) {
                    System.gc();
                }
            }
        }
    };

    static final String SURVIVED = "the program got to its end";

    abstract void run() throws InterruptedException;

    private static void startBusyLoop() {
        EventLoop loop = EventLoop.create();
        requeue(loop);
        Thread.ofPlatform().daemon().start(loop::runForever);
        while (loop.stats().turns() < 1000) {
            Thread.onSpinWait();
        }
    }

    private static void requeue(EventLoop loop) {
        loop.callSoon(() -> requeue(loop));
    }

    /// Runs the program that the argument names.
    public static void main(String... arguments) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(SURVIVED)));
        valueOf(arguments[0]).run();
    }
}
