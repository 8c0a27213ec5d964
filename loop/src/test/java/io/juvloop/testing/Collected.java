package io.juvloop.testing;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;

/// A callback that can be checked for remaining references.
public final class Collected {
    private static final int TRIES = 100;

    private final AtomicInteger runs = new AtomicInteger();
    private final WeakReference<Runnable> reference;
    private Runnable held;

    public Collected() {
        AtomicInteger counter = runs;
        held = counter::incrementAndGet;
        reference = new WeakReference<>(held);
    }

    /// Returns the callback, once; afterwards this object does not reference it either.
    public Runnable target() {
        Runnable given = held;
        held = () -> {
            throw new AssertionError("given out before");
        };
        return given;
    }

    public int runs() {
        return runs.get();
    }

    /// Fails if the callback is still referenced.
    public void assertCollected() {
        for (int i = 0; i < TRIES && reference.get() != null; i++) {
            System.gc();
        }
        if (reference.get() != null) {
            throw new AssertionError("something still holds the callback");
        }
    }
}
