package io.juvloop.testing;

/// Callbacks that fail in every way that Java has.
public final class Throwing {
    private Throwing() {}

    /// A callback that throws any Throwable, even a checked exception.
    public static Runnable of(Throwable thrown) {
        return () -> raise(thrown);
    }

    /// Throws any Throwable as if it were unchecked.
    public static void raise(Throwable thrown) {
        Throwing.<RuntimeException>raiseAs(thrown);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raiseAs(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /// A callback that recurses until the stack is full.
    public static Runnable stackOverflow() {
        return () -> recurse(1);
    }

    @SuppressWarnings("InfiniteRecursion") // intended
    private static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }
}
