package io.juvloop.internal.descriptor;

import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPoll;
import io.juvloop.internal.core.LoopCore;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One descriptor that the loop watches by a poll, and who is told when it can be read and when written.
///
/// What is watched changes by system calls, and most who are told come back soon. So [#forget] leaves the poll
/// as it is, and only a direction that is ready while nobody listens is taken out of it: that costs one event
/// for nothing, and a socket that is read whenever there is something costs no system call but the reading.
/// [#stop] is for who must be sure that the kernel has forgotten the descriptor.
///
/// Loop thread only. Lives until [#close], before which its owner must not close the descriptor; if the owner
/// did, that is noticed when the poll changes, and watching ends.
public final class FdWatch implements UvPoll.Events {
    static final int READ = UvPoll.READABLE;
    static final int WRITE = UvPoll.WRITABLE;

    private static final Set<String> OF_ANOTHER = Set.of("EPERM", "ENOENT");

    /// What one direction's readiness is said to.
    @FunctionalInterface
    interface Listener {
        /// The descriptor is ready.
        void ready();

        /// The same, on the thread that waits.
        ///
        /// @return false if more than waking a task is to be done, and [#ready] must follow
        default boolean readyInPlace() {
            return false;
        }
    }

    private final UvPoll poll;
    private final FreshPolls fresh;
    private final Runnable onGone;
    private int armed;
    private @Nullable Listener reader;
    private @Nullable Listener writer;

    /// @param onGone told that the descriptor was closed, and that this watches no more
    /// @throws UvFailure if the descriptor cannot be watched
    FdWatch(LoopCore core, long descriptor, FreshPolls fresh, Runnable onGone) {
        this.fresh = fresh;
        this.onGone = onGone;
        poll = new UvPoll(core.uv(), descriptor, this);
    }

    /// What the kernel watches for.
    public int armed() {
        return armed;
    }

    /// Tells a listener each time one direction is ready, instead of the one before.
    ///
    /// @throws UvFailure if it cannot be watched, because it was closed or for want of memory
    public void listen(int direction, Listener listener) {
        set(direction, listener);
        arm(armed | direction);
    }

    /// Tells nobody any more, at no cost.
    public void forget(int direction) {
        set(direction, null);
    }

    /// Tells nobody any more, and has the kernel know.
    ///
    /// @return whether there was somebody
    public boolean stop(int direction) {
        boolean listened = (listened() & direction) != 0;
        set(direction, null);
        armAgain(armed & ~direction);
        return listened;
    }

    /// Watches no more; the descriptor may be closed at once.
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

    /// A number that was watched and cannot be any more is another's by now.
    private void start(int directions) {
        try {
            poll.start(directions);
        } catch (UvFailure refused) {
            boolean isAnothers = armed != 0 && OF_ANOTHER.contains(UvErrors.name(refused.code()));
            armed = 0;
            UvFailure.check(refused.operation(), isAnothers ? UvErrors.code("EBADF") : refused.code());
        }
    }

    /// libuv ends the process if it is to wait for a descriptor that is closed.
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

    /// Ends if its descriptor was closed after it was set, also if the number is another's by then.
    void endIfGone() {
        if (poll.isOpen() && armed != 0 && !poll.isPossible()) {
            armed = 0;
            poll.stop();
            onGone.run();
        }
    }

    /// Nothing changes for the kernel: who was woken comes back soon.
    @Override
    public boolean pollInPlace(int events) {
        return events == READ && reader != null && reader.readyInPlace();
    }

    /// libuv stops a poll whose descriptor has an error waiting; everybody is told, and meets it by trying.
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
        tell(ready & READ, reader);
        if (poll.isOpen()) {
            tell(ready & WRITE, writer);
        }
        if (poll.isOpen()) {
            armAgain((armed & ~unheard) | listened());
        }
    }

    private static void tell(int ready, @Nullable Listener listener) {
        if (ready != 0 && listener != null) {
            listener.ready();
        }
    }
}
