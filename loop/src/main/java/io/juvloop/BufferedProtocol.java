package io.juvloop;

import java.lang.foreign.MemorySegment;

/// A protocol that brings its own memory: the kernel writes straight into it, and nothing is copied.
///
/// Called on the loop's thread. See [BaseProtocol] for what an exception does, and
/// [asyncio.BufferedProtocol](https://docs.python.org/3.13/library/asyncio-protocol.html#buffered-streaming-protocols).
public interface BufferedProtocol extends StreamProtocol {
    /// A place for the next bytes, wanted right before they are read. asyncio's `get_buffer(sizehint)`.
    ///
    /// @param sizeHint how many bytes may come, a guess
    /// @return native memory, not empty, writable, usable by the loop's thread, whose arena stays open until
    ///     [#bufferUpdated] has returned. Anything else is an error that costs the connection.
    MemorySegment getBuffer(long sizeHint);

    /// Bytes came. asyncio's `buffer_updated(nbytes)`.
    ///
    /// @param count how many, at the start of the memory that [#getBuffer] gave; more than 0
    void bufferUpdated(long count);
}
