package io.juvloop.internal.stream;

/// Where a transport is in its life.
///
/// ```
///            close(), bytes wait            the kernel has them
///   OPEN -----------------------> CLOSING ----------------------+
///    |  close(), nothing waits       | abort(), an error        v
///    +-------------------------------+-----------------------> LOST_SOON ----------> LOST
///       abort(), an error                                             next iteration
/// ```
///
/// From CLOSING on nothing is read and nothing more is accepted. `connectionLost` is called on the way to LOST, and
/// the handle is closed then.
enum Life {
    /// It reads and writes.
    OPEN,
    /// It was closed, and still sends what was written before.
    CLOSING,
    /// The protocol's `connectionLost` is scheduled.
    LOST_SOON,
    /// It is over.
    LOST;

    boolean isClosing() {
        return this != OPEN;
    }

    /// Whether the end is decided, so that nothing else can decide it.
    boolean isEnding() {
        return this == LOST_SOON || this == LOST;
    }
}
