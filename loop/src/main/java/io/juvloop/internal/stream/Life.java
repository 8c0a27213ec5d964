package io.juvloop.internal.stream;

/// The states of a transport.
///
/// ```
///            close(), bytes wait            the kernel has them
///   OPEN -----------------------> CLOSING ----------------------+
///    |  close(), nothing waits       | abort(), an error        v
///    +-------------------------------+-----------------------> LOST_SOON ----------> LOST
///       abort(), an error                                             next iteration
/// ```
///
/// From CLOSING on, no data is read and no write is accepted. On the way to LOST, `connectionLost` is called
/// and the handle is closed.
enum Life {
    /// Reads and writes.
    OPEN,
    /// Closed, but still sending earlier writes.
    CLOSING,
    /// The protocol's `connectionLost` is scheduled.
    LOST_SOON,
    /// Ended.
    LOST;

    boolean isClosing() {
        return this != OPEN;
    }

    /// Whether the end has been decided, together with its cause.
    boolean isEnding() {
        return this == LOST_SOON || this == LOST;
    }
}
