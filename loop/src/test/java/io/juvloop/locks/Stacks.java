package io.juvloop.locks;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// The stacks of threads, as text.
final class Stacks {
    private Stacks() {}

    /// All platform threads, and the given other threads that are alive.
    static String of(Collection<Thread> others) {
        Set<Thread> threads = new LinkedHashSet<>(others);
        threads.addAll(Thread.getAllStackTraces().keySet());
        return threads.stream().filter(Thread::isAlive).map(Stacks::of).collect(Collectors.joining("\n"));
    }

    private static String of(Thread thread) {
        StringBuilder text = new StringBuilder(thread.toString())
                .append(' ')
                .append(thread.getState())
                .append('\n');
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("    at ").append(frame).append('\n');
        }
        return text.toString();
    }
}
