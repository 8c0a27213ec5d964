package io.juvloop.streams;

/// Serves one client of a stream server; asyncio's `client_connected_cb`.
///
/// Called in a task of its own for each connection. The connection stays open when it returns, so the callback
/// closes the writer itself: `try (writer) { ... }`. An exception is reported to the loop's exception handler
/// and closes the connection; a cancellation closes it silently. See
/// [start_server](https://docs.python.org/3.13/library/asyncio-stream.html#asyncio.start_server).
@FunctionalInterface
public interface ConnectedCallback {
    /// Called when a client has connected.
    ///
    /// @param reader reads from the client
    /// @param writer writes to the client
    /// @throws Exception an error, which is reported and closes the connection
    void connected(StreamReader reader, StreamWriter writer) throws Exception;
}
