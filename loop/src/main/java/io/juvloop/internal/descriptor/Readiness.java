package io.juvloop.internal.descriptor;

import io.juvloop.Handle;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.task.Waiter;
import org.jspecify.annotations.Nullable;

/// Who is told when one descriptor is ready: in each direction a callback, which is told as long as it is so,
/// or one task, which is woken once.
///
/// Loop thread only. Lives as long as somebody is to be told, or until what it belongs to is given back.
public abstract class Readiness {
    private final LoopCore core;
    private final Side reading = new Side();
    private final Side writing = new Side();

    private static final class Side {
        private @Nullable ReadyCallback callback;
        private @Nullable Waiter waiter;
    }

    Readiness(LoopCore core) {
        this.core = core;
    }

    final LoopCore core() {
        return core;
    }

    private Side side(Direction direction) {
        return direction == Direction.READ ? reading : writing;
    }

    // --- Callbacks

    /// Has a callback told, instead of the one before.
    ///
    /// @throws IllegalStateException if a task waits for the same
    final Handle add(Direction direction, Runnable callback) {
        Side side = side(direction);
        if (side.waiter != null) {
            throw new IllegalStateException("a task " + direction + " " + this + " already");
        }
        arm(direction);
        if (side.callback != null) {
            side.callback.drop();
        }
        ReadyCallback made = new ReadyCallback(core, this, direction, callback);
        side.callback = made;
        return made;
    }

    /// Has no callback told any more, from now on.
    ///
    /// @return whether there was one
    final boolean remove(Direction direction) {
        Side side = side(direction);
        ReadyCallback removed = side.callback;
        if (removed == null) {
            return false;
        }
        side.callback = null;
        removed.drop();
        stop(direction);
        return true;
    }

    // --- Tasks

    /// Refuses a second who would take what the first waits for.
    ///
    /// @throws IllegalStateException if there is a task or a callback
    public final void requireFree(Direction direction) {
        Side side = side(direction);
        if (side.waiter != null) {
            throw new IllegalStateException("another task waits already to "
                    + (direction == Direction.READ ? "read from " : "write to ") + this);
        }
        if (side.callback != null) {
            throw new IllegalStateException(side.callback + " is told already");
        }
    }

    /// Puts the task that is running to sleep until it is ready, or may be.
    ///
    /// @throws IllegalStateException if there is a task or a callback already
    public final void await(Direction direction) {
        requireFree(direction);
        Side side = side(direction);
        Waiter waiter = Waiter.ofCurrentTask();
        side.waiter = waiter;
        try {
            arm(direction);
            waiter.await();
        } finally {
            side.waiter = null;
            disarm(direction);
        }
    }

    // --- For who watches

    /// Whether it goes on being told.
    final boolean hasCallback(Direction direction) {
        return side(direction).callback != null;
    }

    /// Whether nobody uses it.
    final boolean isIdle() {
        return reading.callback == null && reading.waiter == null && writing.callback == null && writing.waiter == null;
    }

    /// It is ready: tells who wants to know.
    final void ready(Direction direction) {
        Side side = side(direction);
        if (side.callback != null) {
            side.callback.run();
        } else {
            boolean _ = wake(direction);
        }
    }

    /// Wakes the task that waits.
    ///
    /// @return whether there is one, and no callback
    final boolean wake(Direction direction) {
        Side side = side(direction);
        if (side.callback != null || side.waiter == null) {
            return false;
        }
        disarm(direction);
        side.waiter.wake();
        return true;
    }

    /// Tells nobody any more: callbacks are cancelled, and who waits is woken and finds out.
    final void dismiss() {
        dismiss(reading);
        dismiss(writing);
    }

    private static void dismiss(Side side) {
        if (side.callback != null) {
            side.callback.drop();
            side.callback = null;
        }
        if (side.waiter != null) {
            side.waiter.wake();
        }
    }

    /// Has [#ready] called, once at least.
    abstract void arm(Direction direction);

    /// Nobody waits any more; somebody may again soon.
    abstract void disarm(Direction direction);

    /// Nobody is to be told any more, and the system is to forget it.
    abstract void stop(Direction direction);
}
