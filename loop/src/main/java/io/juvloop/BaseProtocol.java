package io.juvloop;

import org.jspecify.annotations.Nullable;

/// The calls that every protocol receives: the loss of its connection, and flow control. Each kind of protocol
/// adds `connectionMade`, with its own kind of transport.
///
/// Called on the loop's thread. An exception affects this connection only: it is reported to the loop's
/// exception handler and the connection is closed with it. After an exception of [#pauseWriting] or
/// [#resumeWriting], the connection continues.
///
/// Implement [Protocol] or [BufferedProtocol] for streams, [io.juvloop.datagram.DatagramProtocol] for datagrams,
/// [io.juvloop.subprocess.SubprocessProtocol] for children. See
/// [asyncio.BaseProtocol](https://docs.python.org/3.13/library/asyncio-protocol.html#base-protocol).
public interface BaseProtocol {
    /// Called when the connection is lost or closed; the last call, once for each `connectionMade` unless the
    /// loop is closed first, and never from inside a call of the protocol's own. asyncio's
    /// `connection_lost(exc)`.
    ///
    /// @param cause null after the protocol's own close or abort and after a clean end, otherwise the error
    ///   that ended the connection or kept a close from sending the remaining data
    default void connectionLost(@Nullable Throwable cause) {}

    /// Called when more data is buffered than the high-water mark, to stop writing for now. Called from inside
    /// the write that crossed the mark. asyncio's `pause_writing()`.
    default void pauseWriting() {}

    /// Called when the buffer has drained to the low-water mark. asyncio's `resume_writing()`.
    default void resumeWriting() {}
}
