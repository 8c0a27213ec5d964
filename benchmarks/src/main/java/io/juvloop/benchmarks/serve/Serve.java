package io.juvloop.benchmarks.serve;

import io.juvloop.tls.TlsContext;
import io.juvloop.tls.TlsOptions;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/// The `serve` command: runs one of the Java peers in a process of its own and prints `ready HOST:PORT`.
public final class Serve {
    private static final Path HERE = Path.of("");

    private Serve() {}

    /// Serves until the process is ended.
    public static void run(String peer, int port) throws IOException, InterruptedException {
        InetSocketAddress bound = server(peer).start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        System.out.println("ready " + bound.getAddress().getHostAddress() + ":" + bound.getPort());
        new CountDownLatch(1).await();
    }

    private static EchoServer server(String peer) throws IOException {
        return switch (peer) {
            case "netty-epoll" -> nettyEpoll(null);
            case "netty-io_uring" -> {
                IoUring.ensureAvailability();
                yield new NettyEcho(IoUringIoHandler.newFactory(), IoUringServerSocketChannel::new, null);
            }
            case "netty-nio" -> new NettyEcho(NioIoHandler.newFactory(), NioServerSocketChannel::new, null);
            case "netty-epoll-udp" -> {
                Epoll.ensureAvailability();
                yield new NettyUdpEcho(EpollIoHandler.newFactory(), EpollDatagramChannel::new);
            }
            case "netty-nio-udp" -> new NettyUdpEcho(NioIoHandler.newFactory(), NioDatagramChannel::new);
            case "nio-selector" -> new NioEcho();
            case "virtual-threads" -> new VirtualThreadEcho(ServerSocketFactory.getDefault());
            case "juvloop-streams" -> new StreamEcho(StreamEcho::echoThroughBuffer, null);
            case "juvloop-streams-bytes" -> new StreamEcho(StreamEcho::echoBytes, null);
            case "juvloop-sockets" -> new ChannelEcho();
            case "juvloop-jdk-sockets" -> new TaskSocketEcho();
            case "vertx" -> new VertxEcho(false);
            default -> tlsServer(peer);
        };
    }

    private static EchoServer tlsServer(String peer) throws IOException {
        return switch (peer) {
            case "juvloop-streams-tls" -> new StreamEcho(StreamEcho::echoThroughBuffer, tlsContext());
            case "netty-jdk-tls" -> nettyEpoll(NettyTls.jdk());
            case "netty-boringssl-tls" -> nettyEpoll(NettyTls.boringSsl());
            case "nio-selector-tls" -> new NioTlsEcho(ServerKey.context(HERE));
            case "virtual-threads-tls" ->
                new VirtualThreadEcho(ServerKey.context(HERE).getServerSocketFactory());
            case "vertx-tls" -> new VertxEcho(true);
            default -> throw new IOException("no peer of this jar is called " + peer);
        };
    }

    private static EchoServer nettyEpoll(@Nullable SslContext tls) {
        Epoll.ensureAvailability();
        return new NettyEcho(EpollIoHandler.newFactory(), EpollServerSocketChannel::new, tls);
    }

    private static TlsContext tlsContext() throws IOException {
        return TlsContext.server(TlsOptions.DEFAULT.withCredentials(ServerKey.credentials(HERE)));
    }
}
