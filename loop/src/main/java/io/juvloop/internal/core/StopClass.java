package io.juvloop.internal.core;

/// Which Throwables are about the program and not about one callback: they end the run and are thrown from it, as
/// asyncio does with `KeyboardInterrupt` and `SystemExit`.
///
/// Every [Error] is, except those that show a fault in the one callback that threw: a failed assertion, a
/// recursion without end, a class that could not be linked.
///
/// Any thread.
public final class StopClass {
    private StopClass() {}

    public static boolean includes(Throwable thrown) {
        return thrown instanceof Error
                && !(thrown instanceof AssertionError
                        || thrown instanceof StackOverflowError
                        || thrown instanceof LinkageError);
    }
}
