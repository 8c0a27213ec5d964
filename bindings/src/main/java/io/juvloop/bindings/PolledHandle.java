package io.juvloop.bindings;

/// A handle whose descriptor the loop can poll itself, by its [PolledSet], instead of having libuv poll it.
///
/// What is wanted of the kernel changes often and back within one callback; so it is noted here, and the kernel is
/// called once before the loop waits. Closing calls it at once, because the number may be another's the next moment,
/// and because the kernel watches on what a child process has inherited.
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

    /// The number of its descriptor.
    ///
    /// @throws UvFailure if it has none
    final int descriptor() {
        return (int) number();
    }

    /// Asks for the number of the descriptor.
    abstract long number();

    /// What the loop's own poll is to watch for.
    final int wanted() {
        return wanted;
    }

    /// What the kernel watches for.
    final int registered() {
        return registered;
    }

    /// Notes what the loop's own poll is to watch for, from its next wait on.
    ///
    /// @param mask of [Poller#READABLE] and [Poller#WRITABLE]; 0 for nothing
    final void want(int mask) {
        wanted = (byte) mask;
        if (!noted && wanted != registered) {
            loop.driver().polledSet().add(this);
            noted = true;
        }
        count();
    }

    /// Has the kernel know at once what the loop's own poll is to watch for.
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

    /// The kernel watches nothing, whatever was wanted.
    final void lost() {
        registered = 0;
        wanted = 0;
        count();
    }

    /// Whether the kernel still watches for what is wanted: not if the descriptor was closed by somebody else.
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
    /// @param ready of [Poller#READABLE] and [Poller#WRITABLE], and wanted
    abstract void polled(int ready);

    /// The kernel refuses to watch.
    ///
    /// @param status a negative error
    abstract void pollRefused(int status);

    /// Takes an event on the thread that waits, if that runs no code of the user's.
    ///
    /// @return false if [#ready] must follow
    final boolean takeInPlace(int events) {
        int ready = events & wanted;
        return ready == Poller.READABLE && isOpen() && polledInPlace();
    }

    /// The descriptor can be read, see [#takeInPlace].
    abstract boolean polledInPlace();

    final void ready(int events) {
        int ready = events & wanted;
        if (ready != 0 && isOpen()) {
            polled(ready);
        }
    }

    // --- Whether it keeps the loop alive

    /// Whether what is wanted is an operation under way, which keeps the loop alive even without a reference.
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
