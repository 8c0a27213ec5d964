package io.juvloop.internal.descriptor;

import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPoll;
import io.juvloop.internal.core.LoopCore;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One descriptor that the loop polls, with one listener for reading and one for writing.
///
/// Changing the polled events costs system calls, and most listeners come back soon. So [#forget] leaves the
/// poll unchanged, and a direction is removed only when it becomes ready without a listener. That costs one
/// wasted event, but a socket that is read whenever it is readable costs no system call beyond the read.
/// [#stop] is for callers that need the kernel to have removed the descriptor.
///
/// Loop thread only. Lives until [#close], before which its owner must not close the descriptor; if the owner
/// does, the next change of the poll detects it, and watching ends.
public final class FdWatch implements UvPoll.Events {
    static final int READ = UvPoll.READABLE;
    static final int WRITE = UvPoll.WRITABLE;

    private static final Set<String> OF_ANOTHER = Set.of("EPERM", "ENOENT");

    /// The listener of one direction.
    @FunctionalInterface
    interface Listener {
        /// Called when the descriptor is ready.
        void ready();

        /// Called when the descriptor is ready, on the thread that waits.
        ///
        /// @return false if more work is due than waking a task, and [#ready] must follow
        default boolean readyInPlace() {
            return false;
        }
    }

    private final UvPoll poll;
    private final UncheckedPolls fresh;
    private final Runnable onGone;
    private int armed;
    private @Nullable Listener reader;
    private @Nullable Listener writer;

    /// @param onGone called when the descriptor was closed and this has stopped watching
    /// @throws UvFailure if the descriptor cannot be watched
    FdWatch(LoopCore core, long descriptor, UncheckedPolls fresh, Runnable onGone) {
        this.fresh = fresh;
        this.onGone = onGone;
        poll = new UvPoll(core.uv(), descriptor, this);
    }

    /// The directions that the kernel polls.
    public int armed() {
        return armed;
    }

    /// Sets the listener of one direction, replacing the previous one.
    ///
    /// @throws UvFailure if the descriptor cannot be polled, because it was closed or memory is short
    public void listen(int direction, Listener listener) {
        set(direction, listener);
        arm(armed | direction);
    }

    /// Removes the listener of one direction without a system call.
    public void forget(int direction) {
        set(direction, null);
    }

    /// Removes the listener of one direction, and the direction from the kernel's poll.
    ///
    /// @return whether there was a listener
    public boolean stop(int direction) {
        boolean listened = (listened() & direction) != 0;
        set(direction, null);
        armAgain(armed & ~direction);
        return listened;
    }

    /// Stops watching; the descriptor may be closed at once.
    public void close() {
        reader = null;
        writer = null;
        poll.close();
    }

    private void set(int direction, @Nullable Listener listener) {
        if (direction == READ) {
            reader = listener;
        } else {
            writer = listener;
        }
    }

    private int listened() {
        return (reader == null ? 0 : READ) | (writer == null ? 0 : WRITE);
    }

    private void arm(int directions) {
        if (directions == armed) {
            return;
        }
        if (directions == 0) {
            poll.stop();
        } else {
            requireOpen();
            start(directions);
            fresh.add(this);
        }
        armed = directions;
    }

    /// A number that was polled and can no longer be polled belongs to another file by now.
    private void start(int directions) {
        try {
            poll.start(directions);
        } catch (UvFailure refused) {
            boolean isAnothers = armed != 0 && OF_ANOTHER.contains(UvErrors.name(refused.code()));
            armed = 0;
            UvFailure.check(refused.operation(), isAnothers ? UvErrors.code("EBADF") : refused.code());
        }
    }

    /// libuv aborts the process if it polls a descriptor that is closed.
    private void requireOpen() {
        if (!Descriptors.isOpen(poll.socket())) {
            armed = 0;
            poll.stop();
            UvFailure.check("uv_poll_start", UvErrors.code("EBADF"));
        }
    }

    private void armAgain(int directions) {
        try {
            arm(directions);
        } catch (UvFailure gone) {
            onGone.run();
        }
    }

    /// Ends if its descriptor was closed since it was set, even if another file has its number by then.
    void endIfGone() {
        if (poll.isOpen() && armed != 0 && !poll.isPossible()) {
            armed = 0;
            poll.stop();
            onGone.run();
        }
    }

    /// The kernel's poll is unchanged, because a woken task comes back soon.
    @Override
    public boolean pollInPlace(int events) {
        return events == READ && reader != null && reader.readyInPlace();
    }

    /// libuv stops a poll whose descriptor has a pending error; all listeners are called, and meet the error
    /// when they try.
    @Override
    public void onPoll(int status, int events) {
        if (poll.isDoubtful()) {
            endIfGone();
            if (!poll.isOpen()) {
                return;
            }
        }
        int ready = status < 0 ? READ | WRITE : events;
        int unheard = ready & ~listened();
        if (status < 0) {
            armed = 0;
        }
        signal(ready & READ, reader);
        if (poll.isOpen()) {
            signal(ready & WRITE, writer);
        }
        if (poll.isOpen()) {
            armAgain((armed & ~unheard) | listened());
        }
    }

    private static void signal(int ready, @Nullable Listener listener) {
        if (ready != 0 && listener != null) {
            listener.ready();
        }
    }
}
