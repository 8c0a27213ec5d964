package io.juvloop.internal.tls;

/// Where an encrypted connection is in its life; asyncio's `SSLProtocolState`.
///
/// ```
///   UNWRAPPED --> HANDSHAKE --> WRAPPED --> FLUSHING --> SHUTDOWN
///       ^             |            |            |            |
///       +-------------+------------+------------+------------+
/// ```
///
/// Every state may end at once, by an abort or the loss of the transport below. See
/// [sslproto](https://github.com/python/cpython/blob/3.13/Lib/asyncio/sslproto.py).
enum TlsState {
    /// It has not begun, or is over.
    UNWRAPPED,
    /// Both sides agree on keys.
    HANDSHAKE,
    /// Data are sent and received.
    WRAPPED,
    /// It ends: what was written, and that it ends, is on its way to the kernel.
    FLUSHING,
    /// It ends: the kernel has everything, and the peer is to end too.
    SHUTDOWN;

    /// Whether it may follow.
    boolean mayFollow(TlsState before) {
        return switch (this) {
            case UNWRAPPED -> true;
            case HANDSHAKE -> before == UNWRAPPED;
            case WRAPPED -> before == HANDSHAKE;
            case FLUSHING -> before == WRAPPED || before == HANDSHAKE; // a failure, which an alert reports
            case SHUTDOWN -> before == FLUSHING;
        };
    }

    boolean isEnding() {
        return this == FLUSHING || this == SHUTDOWN;
    }
}
