package io.juvloop.sync;

/// Something that was acquired, for try-with-resources: `try (var _ = lock.hold()) { ... }`. asyncio's
/// `async with`.
///
/// Loop thread only. To be closed once: what it came from has one of them for everybody.
public interface Hold extends AutoCloseable {
    /// Releases what was acquired.
    ///
    /// @throws IllegalStateException if it is not held
    @Override
    void close();
}
