package io.juvloop.subprocess;

import io.juvloop.BaseProtocol;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A protocol that receives a child's output, and is notified when the child ends.
///
/// All data of a pipe is delivered before the loss of the pipe. [#processExited] is called once, when the child
/// has exited; pipes that a grandchild has inherited may deliver more data after it. [#connectionLost] is the
/// last call, after the exit and the loss of every pipe. [#pauseWriting] and [#resumeWriting] are called for
/// each pipe that is written to.
///
/// Called on the loop's thread. An exception of [#pipeDataReceived] closes that pipe only; see [BaseProtocol] for
/// the rest, and
/// [asyncio.SubprocessProtocol](https://docs.python.org/3.13/library/asyncio-protocol.html#subprocess-protocols).
public interface SubprocessProtocol extends BaseProtocol {
    /// Called first, when the child runs. asyncio's `connection_made(transport)`.
    ///
    /// @param transport the transport, to write to the child's pipes and to end the child; keep it
    default void connectionMade(SubprocessTransport transport) {}

    /// Called when the child has written data. asyncio's `pipe_data_received(fd, data)`.
    ///
    /// @param fd the child's descriptor: 1 for its standard output, 2 for its standard error
    /// @param data never empty, read-only, valid only during this call, see [io.juvloop.Protocol#dataReceived]
    default void pipeDataReceived(int fd, ByteBuffer data) {}

    /// Called when a pipe is closed, by the child, by its exit, or by this process; once for each pipe, after
    /// all its data. asyncio's `pipe_connection_lost(fd, exc)`.
    ///
    /// @param fd the child's descriptor
    /// @param cause null after a clean end, otherwise the error, for example of data that could no longer be
    ///   written
    default void pipeConnectionLost(int fd, @Nullable Throwable cause) {}

    /// Called once, when the child has exited and was reaped: [SubprocessTransport#returnCode] is known.
    /// asyncio's `process_exited()`.
    default void processExited() {}
}
