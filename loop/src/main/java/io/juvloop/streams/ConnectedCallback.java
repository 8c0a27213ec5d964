package io.juvloop.streams;

/// Serves one client of a stream server; asyncio's `client_connected_cb`.
///
/// Called in a task of its own for each connection. When it returns the connection stays open, so it closes the
/// writer itself: `try (writer) { ... }`. An exception is reported to the loop's exception handler and closes the
/// connection; being cancelled closes it silently. See
/// [start_server](https://docs.python.org/3.13/library/asyncio-stream.html#asyncio.start_server).
@FunctionalInterface
public interface ConnectedCallback {
    /// A client is there.
    ///
    /// @param reader what it sends
    /// @param writer what is sent to it
    /// @throws Exception what is reported, after which the connection is closed
    void connected(StreamReader reader, StreamWriter writer) throws Exception;
}
