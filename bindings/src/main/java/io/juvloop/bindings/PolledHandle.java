package io.juvloop.bindings;

/// A handle whose descriptor the loop can poll itself, by its [PolledSet], instead of libuv.
///
/// The wanted events change often, and back again, within one callback. So they are only noted here, and the
/// kernel is called once before the loop waits. Closing calls the kernel at once, because the number may soon
/// belong to another file, and because the kernel continues to watch a description that a child process has
/// inherited.
///
/// Loop thread only.
public abstract sealed class PolledHandle extends UvHandle permits UvStream, UvPoll {
    private byte wanted;
    private byte registered;
    private boolean noted;
    private boolean unreferenced;
    private boolean counted;

    PolledHandle(UvLoop loop, HandleType type) {
        super(loop, type);
    }

    /// Returns the number of its descriptor.
    ///
    /// @throws UvFailure if it has none
    final int descriptor() {
        return (int) number();
    }

    /// Asks libuv for the number of the descriptor.
    abstract long number();

    /// The events that the loop's poller should watch for.
    final int wanted() {
        return wanted;
    }

    /// The events that the kernel watches for.
    final int registered() {
        return registered;
    }

    /// Sets the events that the loop's poller watches for, from its next wait on.
    ///
    /// @param mask of [SystemPoller#READABLE] and [SystemPoller#WRITABLE]; 0 for nothing
    final void want(int mask) {
        wanted = (byte) mask;
        if (!noted && wanted != registered) {
            loop.driver().polledSet().add(this);
            noted = true;
        }
        count();
    }

    /// Applies the wanted events to the kernel at once.
    ///
    /// @return 0 or a negative error, after which nothing is watched
    final int wantNow(int mask) {
        wanted = (byte) mask;
        count();
        return apply();
    }

    final int applyNoted() {
        noted = false;
        return apply();
    }

    private int apply() {
        if (!isOpen() || wanted == registered) {
            return 0;
        }
        int status = watch();
        if (status < 0) {
            lost();
        } else {
            registered = wanted;
        }
        return status;
    }

    private int watch() {
        try {
            return loop.driver().polledSet().set(this, descriptor(), registered, wanted);
        } catch (UvFailure noDescriptor) {
            return noDescriptor.code();
        }
    }

    /// Notes that the kernel watches nothing, whatever was wanted.
    final void lost() {
        registered = 0;
        wanted = 0;
        count();
    }

    /// Whether the kernel still watches for the wanted events; false if other code has closed the descriptor.
    final boolean isWatched() {
        if (registered == 0) {
            return false;
        }
        if (loop.driver().polledSet().isWatched(this, descriptor())) {
            return true;
        }
        lost();
        return false;
    }

    /// The descriptor is ready.
    ///
    /// @param ready of [SystemPoller#READABLE] and [SystemPoller#WRITABLE], as wanted
    abstract void polled(int ready);

    /// The kernel refused to watch.
    ///
    /// @param status a negative error
    abstract void pollRefused(int status);

    /// Handles an event on the waiting thread, if that runs no user code.
    ///
    /// @return false if [#ready] must follow
    final boolean takeInPlace(int events) {
        int ready = events & wanted;
        return ready == SystemPoller.READABLE && isOpen() && polledInPlace();
    }

    /// The descriptor is readable, see [#takeInPlace].
    abstract boolean polledInPlace();

    final void ready(int events) {
        int ready = events & wanted;
        if (ready != 0 && isOpen()) {
            polled(ready);
        }
    }

    // --- Liveness

    /// Whether the wanted event belongs to an operation under way, which keeps the loop alive even without a
    /// reference.
    boolean isUnderWay() {
        return false;
    }

    private void count() {
        boolean counts = wanted != 0 && isOpen() && (!unreferenced || isUnderWay());
        if (counts != counted) {
            loop.driver().polledSet().countAlive(counts ? 1 : -1);
            counted = counts;
        }
    }

    @Override
    void referenced(boolean wantedReference) {
        unreferenced = !wantedReference;
        count();
    }

    @Override
    boolean isAlive() {
        return counted || super.isAlive();
    }

    @Override
    void onClosing() {
        wanted = 0;
        count();
        if (registered != 0) {
            var _ = loop.driver().polledSet().set(this, descriptor(), registered, 0);
            registered = 0;
        }
    }
}
