package io.juvloop.sync;

/// A lock or permit that is held, for try-with-resources: `try (var _ = lock.hold()) { ... }`. asyncio's
/// `async with`.
///
/// Loop thread only. To be closed once: a lock has one hold object for all its holders.
public interface Hold extends AutoCloseable {
    /// Releases the lock or permit.
    ///
    /// @throws IllegalStateException if it is not held
    @Override
    void close();
}
