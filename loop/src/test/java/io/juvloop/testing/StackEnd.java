package io.juvloop.testing;

/// Runs an action a number of frames before the end of the stack.
///
/// One thread. For one use.
public final class StackEnd {
    private final Runnable action;
    private int frames;
    private boolean ran;
    private boolean overflowed = true;

    private StackEnd(int frames, Runnable action) {
        this.frames = frames;
        this.action = action;
    }

    /// Runs an action with so many frames left.
    ///
    /// @return whether it has thrown a `StackOverflowError`
    public static boolean overflows(int frames, Runnable action) {
        StackEnd end = new StackEnd(frames, action);
        try {
            end.reach();
        } catch (StackOverflowError thrown) {
            return end.overflowed;
        }
        return false;
    }

    @SuppressWarnings("InfiniteRecursion") // down to the end of the stack
    private void reach() {
        try {
            reach();
        } catch (StackOverflowError end) {
            if (ran || frames-- > 0) {
                throw end;
            }
            ran = true;
            action.run();
            overflowed = false;
        }
    }
}
