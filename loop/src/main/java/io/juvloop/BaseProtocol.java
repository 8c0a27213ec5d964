package io.juvloop;

import org.jspecify.annotations.Nullable;

/// What every protocol is told: that its connection is gone, and when to stop writing. That it is there is told
/// by `connectionMade`, which each kind of protocol has with its own kind of transport.
///
/// Called on the loop's thread. An exception costs this connection alone: it is reported to the loop's
/// exception handler and the connection is closed with it, except from [#pauseWriting] and [#resumeWriting],
/// after which the connection goes on.
///
/// Implement [Protocol] or [BufferedProtocol] for streams, [io.juvloop.datagram.DatagramProtocol] for datagrams,
/// [io.juvloop.subprocess.SubprocessProtocol] for children. See
/// [asyncio.BaseProtocol](https://docs.python.org/3.13/library/asyncio-protocol.html#base-protocol).
public interface BaseProtocol {
    /// The connection is gone; the last call, once for each `connectionMade` unless the loop is closed first,
    /// never from inside a call of yours. asyncio's `connection_lost(exc)`.
    ///
    /// @param cause null after your own close or abort and after a clean end, otherwise what ended it; also
    ///   what kept a close from sending the rest
    default void connectionLost(@Nullable Throwable cause) {}

    /// More is waiting to be written than the high-water mark: write no more for now. Called from inside the
    /// write that went over it. asyncio's `pause_writing()`.
    default void pauseWriting() {}

    /// What was waiting has gone out, down to the low-water mark. asyncio's `resume_writing()`.
    default void resumeWriting() {}
}
