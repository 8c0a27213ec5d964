package io.juvloop.internal.descriptor;

import io.juvloop.Handle;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.task.Waiter;
import org.jspecify.annotations.Nullable;

/// The listeners of one descriptor's readiness: in each direction either a callback, which runs in every
/// iteration while the descriptor is ready, or one task, which is woken once.
///
/// Loop thread only. Lives as long as it has a listener, or until the channel or descriptor is released.
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

    /// Sets the callback of a direction, replacing the previous one.
    ///
    /// @throws IllegalStateException if a task waits for the same direction
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

    /// Removes the callback of a direction; it does not run any more.
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

    /// Throws if the direction has a listener, because a second one would take the first one's event.
    ///
    /// @throws IllegalStateException if there is a task or a callback
    public final void requireFree(Direction direction) {
        Side side = side(direction);
        if (side.waiter != null) {
            throw new IllegalStateException("another task waits already to "
                    + (direction == Direction.READ ? "read from " : "write to ") + this);
        }
        if (side.callback != null) {
            throw new IllegalStateException(side.callback + " is registered already");
        }
    }

    /// Suspends the running task until the descriptor is or may be ready.
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

    // --- For the watching class

    /// Whether the direction has a callback.
    final boolean hasCallback(Direction direction) {
        return side(direction).callback != null;
    }

    /// Whether it has no listener.
    final boolean isIdle() {
        return reading.callback == null && reading.waiter == null && writing.callback == null && writing.waiter == null;
    }

    /// The descriptor is ready: runs the callback or wakes the task.
    final void ready(Direction direction) {
        Side side = side(direction);
        if (side.callback != null) {
            side.callback.run();
        } else {
            boolean _ = wake(direction);
        }
    }

    /// Wakes the waiting task.
    ///
    /// @return whether a task waits and there is no callback
    final boolean wake(Direction direction) {
        Side side = side(direction);
        if (side.callback != null || side.waiter == null) {
            return false;
        }
        disarm(direction);
        side.waiter.wake();
        return true;
    }

    /// Removes all listeners: callbacks are cancelled, and waiting tasks are woken and meet the error.
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

    /// Requests at least one call of [#ready].
    abstract void arm(Direction direction);

    /// The last listener has gone; another may come soon.
    abstract void disarm(Direction direction);

    /// The last listener has gone, and the system must stop polling.
    abstract void stop(Direction direction);
}
