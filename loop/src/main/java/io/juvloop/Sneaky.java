package io.juvloop;

/// Throws a checked exception where none is declared: what a task is cancelled with comes out of a wait as it is.
///
/// Any thread.
final class Sneaky {
    private Sneaky() {}

    @SuppressWarnings("unchecked")
    static <X extends Throwable> RuntimeException rethrow(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
