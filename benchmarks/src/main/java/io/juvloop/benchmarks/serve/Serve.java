package io.juvloop.benchmarks.serve;

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
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;

/// The `serve` command: runs one of the Java peers in a process of its own and prints `ready HOST:PORT`.
public final class Serve {
    private Serve() {}

    /// Serves until the process is ended.
    public static void run(String peer, int port) throws IOException, InterruptedException {
        InetSocketAddress bound = server(peer).start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        System.out.println("ready " + bound.getAddress().getHostAddress() + ":" + bound.getPort());
        new CountDownLatch(1).await();
    }

    private static EchoServer server(String peer) throws IOException {
        return switch (peer) {
            case "netty-epoll" -> {
                Epoll.ensureAvailability();
                yield new NettyEcho(EpollIoHandler.newFactory(), EpollServerSocketChannel::new);
            }
            case "netty-io_uring" -> {
                IoUring.ensureAvailability();
                yield new NettyEcho(IoUringIoHandler.newFactory(), IoUringServerSocketChannel::new);
            }
            case "netty-nio" -> new NettyEcho(NioIoHandler.newFactory(), NioServerSocketChannel::new);
            case "netty-epoll-udp" -> {
                Epoll.ensureAvailability();
                yield new NettyUdpEcho(EpollIoHandler.newFactory(), EpollDatagramChannel::new);
            }
            case "netty-nio-udp" -> new NettyUdpEcho(NioIoHandler.newFactory(), NioDatagramChannel::new);
            case "nio-selector" -> new NioEcho();
            case "virtual-threads" -> new VirtualThreadEcho();
            case "juvloop-streams" -> new StreamEcho(StreamEcho::echoThroughBuffer);
            case "juvloop-streams-bytes" -> new StreamEcho(StreamEcho::echoBytes);
            case "juvloop-sockets" -> new ChannelEcho();
            case "juvloop-jdk-sockets" -> new TaskSocketEcho();
            case "vertx" -> new VertxEcho();
            default -> throw new IOException("no peer of this jar is called " + peer);
        };
    }
}
