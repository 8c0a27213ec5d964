package io.juvloop;

/// What a protocol of a stream is told besides its bytes, which come in one of two ways: to a [Protocol] as views
/// of the loop's memory, to a [BufferedProtocol] in memory of its own.
///
/// Called on the loop's thread. See [BaseProtocol] for what an exception does, and [streaming
/// protocols](https://docs.python.org/3.13/library/asyncio-protocol.html#streaming-protocols).
public interface StreamProtocol extends BaseProtocol {
    /// The connection is there; the first call. asyncio's `connection_made(transport)`.
    ///
    /// @param transport to write to; keep it
    default void connectionMade(Transport transport) {}

    /// The peer will send nothing more; at most once, after all data. asyncio's `eof_received()`.
    ///
    /// @return true to keep the connection open for writing, false to let it close itself
    default boolean eofReceived() {
        return false;
    }
}
