package io.juvloop.internal.stream;

import org.jspecify.annotations.Nullable;

/// A result of a read by libuv that arrived after reading was paused.
///
/// Loop thread only. Immutable.
final class HeldRead {
    /// The bytes read; null if reading ended.
    final byte @Nullable [] bytes;

    /// The number of bytes, or the error that ended reading.
    final int status;

    /// The delivery of the bytes; null for the ordinary one.
    final @Nullable Delivery delivery;

    HeldRead(byte @Nullable [] bytes, int status, @Nullable Delivery delivery) {
        this.bytes = bytes;
        this.status = status;
        this.delivery = delivery;
    }
}
