package io.juvloop.internal.stream;

/// Delivers bytes together with the handles that arrived with them, even if reading is paused in between.
///
/// Loop thread only.
@FunctionalInterface
public interface Delivery {
    /// Delivers the handles, and the bytes.
    void deliver(Runnable bytes);
}
