package io.juvloop;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Pipes: a chapter of [EventLoop], which has all of them.
///
/// Streams of bytes in one direction, over what another process or library made.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See [Working with pipes](https://docs.python.org/3.13/library/asyncio-eventloop.html#working-with-pipes).
public interface LoopPipes {
    /// Reads from the end of a pipe, a FIFO, a stream socket or a character device such as a terminal. Unless
    /// it is refused, the descriptor belongs to the loop from here on, is made non-blocking, and is closed with
    /// the transport; the standard ones, 0 to 2, stay open. asyncio's `connect_read_pipe(factory, pipe)`.
    ///
    /// The transport does not write: [Transport#write] and [Transport#writeEof] throw
    /// [UnsupportedOperationException]. At the end of the stream it closes itself, whatever
    /// [StreamProtocol#eofReceived] answers; that a terminal's other side has left counts as the end.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol
    /// @param pipe the file descriptor
    /// @return the transport and protocol
    /// @throws IllegalArgumentException if the descriptor is not open for reading, is a file or another thing
    ///   that is always ready, or belongs to a transport; then it stays the caller's
    <P extends BaseProtocol> CompletableFuture<Connection<P>> connectReadPipe(Supplier<P> factory, long pipe);

    /// Writes to the end of a pipe, a FIFO, a stream socket or a character device such as a terminal; see
    /// [#connectReadPipe] for whose the descriptor is. asyncio's `connect_write_pipe(factory, pipe)`.
    ///
    /// The protocol gets no data, and need only be a [StreamProtocol]; [Transport#pauseReading] and
    /// [Transport#resumeReading] throw [UnsupportedOperationException], and [Transport#writeEof] closes. That the
    /// reader of a pipe or socket has left is noticed without writing: then
    /// [BaseProtocol#connectionLost] is called, with null unless something that was written is lost.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol
    /// @param pipe the file descriptor
    /// @return the transport and protocol
    /// @throws IllegalArgumentException if the descriptor is not open for writing, is a file or another thing
    ///   that is always ready, or belongs to a transport; then it stays the caller's
    <P extends BaseProtocol> CompletableFuture<Connection<P>> connectWritePipe(Supplier<P> factory, long pipe);

    /// Makes a pipe of the operating system, for [#connectReadPipe], [#connectWritePipe] and other processes.
    /// Python's `os.pipe()`.
    ///
    /// @return both ends, which the caller closes or hands on
    /// @throws IOException if the system refuses, for want of descriptors for instance
    PipePair pipePair() throws IOException;
}
