package io.juvloop.internal.stream;

/// Delivers bytes together with what came with them, whether reading is paused in between or not.
///
/// Loop thread only.
@FunctionalInterface
public interface Delivery {
    /// Delivers what came, and the bytes.
    void deliver(Runnable bytes);
}
