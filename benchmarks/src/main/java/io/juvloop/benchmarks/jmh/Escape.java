package io.juvloop.benchmarks.jmh;

/// Where a failure inside a native callback goes: a benchmark that fails must not look fast.
final class Escape {
    private Escape() {}

    static void rethrow(Throwable thrown) {
        throw new IllegalStateException("a callback failed", thrown);
    }
}
