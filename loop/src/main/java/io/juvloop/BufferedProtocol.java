package io.juvloop;

import java.lang.foreign.MemorySegment;

/// A protocol that provides its own memory, into which the kernel writes directly, without a copy.
///
/// Called on the loop's thread. See [BaseProtocol] for what an exception does, and
/// [asyncio.BufferedProtocol](https://docs.python.org/3.13/library/asyncio-protocol.html#buffered-streaming-protocols).
public interface BufferedProtocol extends StreamProtocol {
    /// Returns the memory for the next bytes; called right before they are read. asyncio's
    /// `get_buffer(sizehint)`.
    ///
    /// @param sizeHint the expected number of bytes, an estimate
    /// @return native memory, not empty, writable, usable by the loop's thread, whose arena stays open until
    ///   [#bufferUpdated] has returned. Any other memory is an error that closes the connection.
    MemorySegment getBuffer(long sizeHint);

    /// Called when bytes were received. asyncio's `buffer_updated(nbytes)`.
    ///
    /// @param count the number of bytes, at the start of the memory that [#getBuffer] returned; positive
    void bufferUpdated(long count);
}
