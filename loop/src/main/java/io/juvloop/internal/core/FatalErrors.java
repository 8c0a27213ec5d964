package io.juvloop.internal.core;

/// Which Throwables concern the whole program, not one callback: they end the run, which throws them, as
/// asyncio does with `KeyboardInterrupt` and `SystemExit`.
///
/// Every [Error] belongs to it, except those that show a fault in the one callback that threw: a failed
/// assertion, a recursion without end, a class that could not be linked.
///
/// Any thread.
public final class FatalErrors {
    private FatalErrors() {}

    public static boolean includes(Throwable thrown) {
        return thrown instanceof Error
                && !(thrown instanceof AssertionError
                        || thrown instanceof StackOverflowError
                        || thrown instanceof LinkageError);
    }
}
