package io.juvloop.benchmarks.serve;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;

/// The echo server on Vert.x: one event loop, Netty's native transport where there is one, and the socket piped to
/// itself, which is Vert.x's way to respect back-pressure.
final class VertxEcho implements EchoServer {
    private final boolean tls;

    /// @param tls whether connections are encrypted, by the JDK's engine, which is Vert.x's default
    VertxEcho(boolean tls) {
        this.tls = tls;
    }

    @Override
    public InetSocketAddress start(InetSocketAddress address) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
        NetServerOptions options = new NetServerOptions()
                .setTcpNoDelay(true)
                .setAcceptBacklog(BACKLOG)
                .setHost(address.getAddress().getHostAddress())
                .setPort(address.getPort());
        if (tls) {
            options.setSsl(true)
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .setCertPath(ServerKey.CERTIFICATE)
                            .setKeyPath(ServerKey.KEY));
        }
        NetServer server = vertx.createNetServer(options).connectHandler(socket -> {
            socket.exceptionHandler(lost -> System.err.println("connection lost: " + lost.getMessage()));
            socket.pipeTo(socket);
        });
        try {
            int port = server.listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get()
                    .actualPort();
            return new InetSocketAddress(address.getAddress(), port);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Vert.x could not listen", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
