package io.juvloop.stream;

import io.juvloop.testing.Throwing;
import java.io.IOException;

/// Every kind of Throwable that a protocol may throw, and whether it concerns the program rather than the
/// callback.
enum Fault {
    UNCHECKED(false),
    CHECKED(false),
    ASSERTION(false),
    LINKAGE(false),
    RECURSION(false),
    OUT_OF_MEMORY(true),
    VIRTUAL_MACHINE(true),
    OWN_ERROR(true);

    private static final class OwnError extends Error {
        private static final long serialVersionUID = 1;

        OwnError(String message) {
            super(message);
        }
    }

    final boolean stopsTheRun;

    Fault(boolean stopsTheRun) {
        this.stopsTheRun = stopsTheRun;
    }

    /// Throws it; the recursion is a real one.
    void raise() {
        if (this == RECURSION) {
            Throwing.stackOverflow().run();
        }
        Throwing.raise(specimen());
    }

    private Throwable specimen() {
        return switch (this) {
            case UNCHECKED -> new IllegalStateException("unchecked");
            case CHECKED -> new IOException("checked, thrown past the compiler");
            case ASSERTION -> new AssertionError("assertion");
            case LINKAGE -> new NoClassDefFoundError("linkage");
            case RECURSION -> new StackOverflowError();
            case OUT_OF_MEMORY -> new OutOfMemoryError("as if");
            case VIRTUAL_MACHINE -> new InternalError("as if");
            case OWN_ERROR -> new OwnError("an Error of the program's own");
        };
    }

    Class<? extends Throwable> type() {
        return specimen().getClass();
    }
}
