package io.juvloop;

/// The calls that a protocol of a stream receives besides its bytes. A [Protocol] receives the bytes as views
/// of the loop's memory, a [BufferedProtocol] in memory of its own.
///
/// Called on the loop's thread. See [BaseProtocol] for what an exception does, and
/// [asyncio.Protocol](https://docs.python.org/3.13/library/asyncio-protocol.html#streaming-protocols).
public interface StreamProtocol extends BaseProtocol {
    /// Called first, when the connection is established. asyncio's `connection_made(transport)`.
    ///
    /// @param transport the transport to write to; keep it
    default void connectionMade(Transport transport) {}

    /// Called at most once, after all data, when the peer will send no more. asyncio's `eof_received()`.
    ///
    /// @return true to keep the connection open for writing, false to close it; an encrypted one is closed whatever
    ///   this is
    default boolean eofReceived() {
        return false;
    }
}
