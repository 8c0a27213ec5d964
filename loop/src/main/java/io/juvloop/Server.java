package io.juvloop;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A set of listening sockets that share a protocol factory.
///
/// Loop thread only. The loop keeps it alive until it is closed, whether or not you keep the reference.
/// See [asyncio.Server](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.Server).
public interface Server extends AutoCloseable {
    /// Stops accepting and closes the listening sockets; connections go on. Again, it does nothing. asyncio's
    /// `close()`.
    @Override
    void close();

    /// Waits until the server is closed and its last connection is gone. asyncio's `wait_closed()`.
    ///
    /// @return completed on the loop's thread
    CompletableFuture<Void> waitClosed();

    /// Starts accepting, if [ServerOptions#startServing] said not to. Again, it does nothing. asyncio's
    /// `start_serving()`.
    ///
    /// @return completed once it accepts; exceptionally if a socket cannot listen
    CompletableFuture<Void> startServing();

    /// Accepts until the returned future is cancelled or the server is closed; cancelling it closes the server.
    /// asyncio's `serve_forever()`.
    ///
    /// @return never completed normally; cancelled when the server closes
    /// @throws IllegalStateException if it is being served already, or closed
    CompletableFuture<Void> serveForever();

    /// Whether it accepts. asyncio's `is_serving()`.
    ///
    /// @return true between start and close
    boolean isServing();

    /// Closes every connection of this server, see [Transport#close]. asyncio's `close_clients()`.
    void closeClients();

    /// Aborts every connection of this server, see [Transport#abort]. asyncio's `abort_clients()`.
    void abortClients();

    /// The listening sockets. asyncio's `sockets`.
    ///
    /// @return one per address; empty once closed
    List<TransportSocket> sockets();

    /// The loop it lives in. Any thread. asyncio's `get_loop()`.
    ///
    /// @return the loop
    EventLoop loop();
}
