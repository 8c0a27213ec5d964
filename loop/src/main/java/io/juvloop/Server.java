package io.juvloop;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/// A set of listening sockets that share a protocol factory.
///
/// Loop thread only. The loop keeps it alive until it is closed, whether or not you keep the reference.
/// See [asyncio.Server](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.Server).
public interface Server extends AutoCloseable {
    /// Closes the server: it stops accepting, and its listening sockets are closed; its connections stay open.
    /// Calling it again has no effect. asyncio's `close()`.
    @Override
    void close();

    /// Returns a future for the end of the server: it is closed and its last connection has ended. asyncio's
    /// `wait_closed()`.
    ///
    /// @return completed on the loop's thread
    CompletableFuture<Void> waitClosed();

    /// Shuts the server down: it stops accepting, see [#close], waits for its connections to end, and after a time
    /// limit [aborts][Transport#abort] those that are left.
    ///
    /// Each call has a limit of its own, and the earliest one counts: a second call can shorten the time but not
    /// extend it. Cancelling the future withdraws its limit, but does not undo the close: the remaining connections
    /// may stay. The connections are not notified; a protocol can ask [#isServing]. Beyond asyncio.
    ///
    /// @param limit the time for the connections to end; zero or less aborts them in the next iteration
    /// @return completed on the loop's thread when the last connection has ended
    CompletableFuture<Void> shutdown(Duration limit);

    /// Starts accepting, if [ServerOptions#isStartServing] is false. Calling it again has no effect. asyncio's
    /// `start_serving()`.
    ///
    /// @return completed when the server accepts; fails if a socket cannot listen
    CompletableFuture<Void> startServing();

    /// Accepts until the returned future is cancelled or the server is closed; cancelling it closes the server.
    /// asyncio's `serve_forever()`.
    ///
    /// @return never completed normally; cancelled when the server closes
    /// @throws IllegalStateException if this was called before and is not done, or the server is closed
    CompletableFuture<Void> serveForever();

    /// Whether the server accepts connections. asyncio's `is_serving()`.
    ///
    /// @return true between start and close
    boolean isServing();

    /// Closes every connection of this server, see [Transport#close]. asyncio's `close_clients()`.
    void closeClients();

    /// Aborts every connection of this server, see [Transport#abort]. asyncio's `abort_clients()`.
    void abortClients();

    /// Returns the listening sockets. asyncio's `sockets`.
    ///
    /// @return one socket for each address; none after [#close]
    List<TransportSocket> sockets();

    /// Returns the address of the first listening socket that has one.
    ///
    /// @return an [InetSocketAddress] or a [java.net.UnixDomainSocketAddress]
    /// @throws IllegalStateException if the server is closed, or its sockets have no names
    default SocketAddress address() {
        return addresses().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server has no address: " + this));
    }

    /// Returns the addresses of all listening sockets.
    ///
    /// @return the addresses in the order of [#sockets]; none after [#close]
    default List<SocketAddress> addresses() {
        return sockets().stream()
                .map(TransportSocket::localAddress)
                .filter(Objects::nonNull)
                .map(SocketAddress.class::cast)
                .toList();
    }

    /// Returns the port of the first TCP address, which the system has chosen if the server was created with port
    /// 0. With several hosts each address may have another port, see [#addresses].
    ///
    /// @return the port
    /// @throws IllegalStateException if the server is closed, or listens on unix sockets only, which have no port
    default int port() {
        return addresses().stream()
                .filter(InetSocketAddress.class::isInstance)
                .map(InetSocketAddress.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server has no port: " + this))
                .getPort();
    }

    /// Returns the loop of the server. Any thread. asyncio's `get_loop()`.
    ///
    /// @return the loop
    EventLoop loop();
}
