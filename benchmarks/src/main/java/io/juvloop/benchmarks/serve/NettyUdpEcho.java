package io.juvloop.benchmarks.serve;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;

/// The echo server for datagrams on Netty: one event loop thread, answers flushed once per batch of reads, so
/// that its epoll transport can send a batch by one system call.
final class NettyUdpEcho implements EchoServer {
    /// The largest datagram of the standard scenarios, and some room; the JVM's 64 KiB for each would only cost.
    private static final int LARGEST = 16 * 1024;

    private final IoHandlerFactory transport;
    private final ChannelFactory<? extends DatagramChannel> channels;

    NettyUdpEcho(IoHandlerFactory transport, ChannelFactory<? extends DatagramChannel> channels) {
        this.transport = transport;
        this.channels = channels;
        // Sampling for leaks costs time that no other peer spends.
        System.setProperty("io.netty.leakDetection.level", "disabled");
    }

    @Override
    public InetSocketAddress start(InetSocketAddress address) {
        return (InetSocketAddress) new Bootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, transport))
                .channelFactory(channels)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST))
                .handler(new Echo())
                .bind(address)
                .syncUninterruptibly()
                .channel()
                .localAddress();
    }

    /// Failures of a void promise go to `exceptionCaught`, so the returned futures need no check.
    @SuppressWarnings("FutureReturnValueIgnored")
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            DatagramPacket packet = (DatagramPacket) message;
            context.write(new DatagramPacket(packet.content(), packet.sender()), context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            System.err.println("a datagram was lost: " + cause);
        }
    }
}
