package io.juvloop.benchmarks.jmh;

/// Receives failures inside a native callback: a benchmark that fails must not look fast.
final class Escape {
    private Escape() {}

    static void rethrow(Throwable thrown) {
        throw new IllegalStateException("a callback failed", thrown);
    }
}
