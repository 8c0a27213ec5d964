package io.juvloop.testing;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// The platform threads at one moment that are no daemons, and so keep the JVM alive.
///
/// Any thread. Immutable.
final class LiveThreads {
    private static final long STEP_NANOS = 1_000_000;

    private final Set<Thread> threads;

    private LiveThreads(Set<Thread> threads) {
        this.threads = threads;
    }

    static LiveThreads now() {
        return new LiveThreads(Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && !thread.getName().startsWith("junit-"))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /// Which live now and did not then; those that are ending are given some time.
    List<String> startedSince(Duration patience) {
        long begin = System.nanoTime();
        List<String> started = started();
        while (!started.isEmpty() && System.nanoTime() - begin < patience.toNanos()) {
            LockSupport.parkNanos(STEP_NANOS);
            started = started();
        }
        return started;
    }

    private List<String> started() {
        return now().threads.stream()
                .filter(thread -> !threads.contains(thread))
                .map(thread -> "a thread alive: " + thread.getName())
                .toList();
    }
}
