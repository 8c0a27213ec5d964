package io.juvloop.subprocess;

import io.juvloop.BaseProtocol;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A protocol that is told what a child writes, and when it ends.
///
/// Of each pipe all data comes before its loss; [#processExited] comes once, when the child is dead, and pipes
/// that a grandchild holds may bring more after it; [#connectionLost] is the last call, after the exit and the
/// loss of every pipe. [#pauseWriting] and [#resumeWriting] are told for each pipe that is written to.
///
/// Called on the loop's thread. An exception of [#pipeDataReceived] costs that pipe alone; see [BaseProtocol]
/// for the rest, and
/// [asyncio.SubprocessProtocol](https://docs.python.org/3.13/library/asyncio-protocol.html#subprocess-protocols).
public interface SubprocessProtocol extends BaseProtocol {
    /// The child runs; the first call. asyncio's `connection_made(transport)`.
    ///
    /// @param transport to write to its pipes, and to end it; keep it
    default void connectionMade(SubprocessTransport transport) {}

    /// The child wrote something. asyncio's `pipe_data_received(fd, data)`.
    ///
    /// @param fd its descriptor: 1 for its standard output, 2 for its standard error
    /// @param data never empty, read-only, valid only during this call, see [io.juvloop.Protocol#dataReceived]
    default void pipeDataReceived(int fd, ByteBuffer data) {}

    /// A pipe is closed, by the child, by its end, or from here; once for each pipe, after all its data.
    /// asyncio's `pipe_connection_lost(fd, exc)`.
    ///
    /// @param fd the child's descriptor
    /// @param cause null after a clean end, otherwise what ended it, such as what could not be written any more
    default void pipeConnectionLost(int fd, @Nullable Throwable cause) {}

    /// The child is dead, and was waited for: [SubprocessTransport#returnCode] is known. Once. asyncio's
    /// `process_exited()`.
    default void processExited() {}
}
