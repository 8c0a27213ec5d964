package io.juvloop.sync;

/// A [Semaphore] that never gets back more permits than it gave out: an excess release is an error of the
/// program, and throws where it happens.
///
/// Threads, fairness and cancellation: see the [package][io.juvloop.sync]. See
/// [asyncio.BoundedSemaphore](https://docs.python.org/3.13/library/asyncio-sync.html#boundedsemaphore).
public final class BoundedSemaphore extends Semaphore {
    private final long bound;

    /// Creates a semaphore.
    ///
    /// @param permits the number of permits
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
