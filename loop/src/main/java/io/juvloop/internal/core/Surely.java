package io.juvloop.internal.core;

/// Runs an action that can be repeated once more if an error came out of it, such as that of an exhausted stack:
/// futures and memory depend on it.
///
/// Any thread.
public final class Surely {
    private Surely() {}

    /// Runs an action, and again if it throws.
    ///
    /// @param action goes on where it was
    public static void run(Runnable action) {
        boolean isDone = false;
        try {
            action.run();
            isDone = true;
        } finally {
            if (!isDone) {
                action.run();
            }
        }
    }
}
