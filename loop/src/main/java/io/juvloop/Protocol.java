package io.juvloop;

import java.nio.ByteBuffer;

/// A protocol that receives bytes as views of the loop's read buffer.
///
/// Called on the loop's thread. See [BaseProtocol] for what an exception does, and
/// [asyncio.Protocol](https://docs.python.org/3.13/library/asyncio-protocol.html#streaming-protocols).
public interface Protocol extends StreamProtocol {
    /// Called when bytes are received. asyncio's `data_received(data)`.
    ///
    /// @param data never empty, read-only, position 0, big-endian; a view of the loop's own read buffer, valid
    ///   only during this call: copy the bytes to keep them. In debug mode a view that was kept throws when it
    ///   is used. Passing it to [Transport#write(ByteBuffer)] is always correct, and is the fastest way to
    ///   answer.
    void dataReceived(ByteBuffer data);
}
