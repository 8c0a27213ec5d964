package io.juvloop.internal.stream;

import org.jspecify.annotations.Nullable;

/// What libuv had read of a stream whose reading was paused meanwhile.
///
/// Loop thread only. Immutable.
final class HeldRead {
    /// What came; null if reading ended.
    final byte @Nullable [] bytes;

    /// How many bytes came, or why reading ended.
    final int status;

    /// How the bytes are delivered; null if there is nothing special about them.
    final @Nullable Delivery delivery;

    HeldRead(byte @Nullable [] bytes, int status, @Nullable Delivery delivery) {
        this.bytes = bytes;
        this.status = status;
        this.delivery = delivery;
    }
}
