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
    /// Stops accepting and closes the listening sockets; connections go on. Calling it again has no effect. asyncio's
    /// `close()`.
    @Override
    void close();

    /// Waits until the server is closed and its last connection is gone. asyncio's `wait_closed()`.
    ///
    /// @return completed on the loop's thread
    CompletableFuture<Void> waitClosed();

    /// Ends the server in order: it stops accepting, see [#close], lets the connections end, and after a time
    /// [aborts][Transport#abort] those that are left.
    ///
    /// Each call has a limit of its own, and the one that is over first counts: a second call can shorten the time
    /// but not extend it. Cancelling the future takes back its limit, not the close: connections that are left may
    /// stay.
    /// The connections are not notified; a protocol can ask [#isServing]. Beyond asyncio.
    ///
    /// @param limit how long the connections have; zero and less abort them in the next turn
    /// @return completed on the loop's thread once the last connection is gone
    CompletableFuture<Void> shutdown(Duration limit);

    /// Starts accepting, if [ServerOptions#isStartServing] is false. Calling it again has no effect. asyncio's
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

    /// Where it listens: the address of the first socket that has one.
    ///
    /// @return an [InetSocketAddress] or a [java.net.UnixDomainSocketAddress]
    /// @throws IllegalStateException if it is closed, or its sockets have no names
    default SocketAddress address() {
        return addresses().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server has no address: " + this));
    }

    /// Everywhere it listens.
    ///
    /// @return the addresses of the sockets, in their order; empty once closed
    default List<SocketAddress> addresses() {
        return sockets().stream()
                .map(TransportSocket::localAddress)
                .filter(Objects::nonNull)
                .map(SocketAddress.class::cast)
                .toList();
    }

    /// The port of the first address of TCP, for a server that was asked to choose one by port 0. With several hosts
    /// each address may have another, see [#addresses].
    ///
    /// @return the port
    /// @throws IllegalStateException if it is closed, or listens on unix sockets only, which have no port
    default int port() {
        return addresses().stream()
                .filter(InetSocketAddress.class::isInstance)
                .map(InetSocketAddress.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server has no port: " + this))
                .getPort();
    }

    /// The loop it lives in. Any thread. asyncio's `get_loop()`.
    ///
    /// @return the loop
    EventLoop loop();
}
