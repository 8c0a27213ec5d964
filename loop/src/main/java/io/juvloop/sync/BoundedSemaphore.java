package io.juvloop.sync;

/// A [Semaphore] that refuses to get more permits back than it gave out: a release too many is a fault in the
/// program, and is found where it is made.
///
/// Threads, fairness and cancellation: see the [package][io.juvloop.sync]. See
/// [asyncio.BoundedSemaphore](https://docs.python.org/3.13/library/asyncio-sync.html#boundedsemaphore).
public final class BoundedSemaphore extends Semaphore {
    private final long bound;

    /// Makes a semaphore.
    ///
    /// @param permits how many tasks it lets in at once
    /// @throws IllegalArgumentException if it is negative
    public BoundedSemaphore(long permits) {
        super(permits);
        this.bound = permits;
    }

    @Override
    public void release() {
        if (permits() >= bound) {
            throw new IllegalStateException("a permit was released that nobody has");
        }
        super.release();
    }
}
