package io.juvloop.sync;

/// A [Semaphore] whose permits are released at most as often as they were acquired: an excess release is an error
/// of the program, and throws.
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
            throw new IllegalStateException("the semaphore was released more often than acquired");
        }
        super.release();
    }
}
