package io.juvloop.benchmarks.serve;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The echo server on Netty, on any of its transports: one event loop thread for the listener and all connections,
/// buffers written as they were read and flushed once per batch of reads. They come from Netty's default allocator,
/// the adaptive one, which was measured to be faster here than the older pooled one, above all with large buffers.
final class NettyEcho implements EchoServer {
    private final IoHandlerFactory transport;
    private final ChannelFactory<? extends ServerChannel> channels;

    private final @Nullable SslContext tls;

    /// @param tls null for none
    NettyEcho(IoHandlerFactory transport, ChannelFactory<? extends ServerChannel> channels, @Nullable SslContext tls) {
        this.tls = tls;
        this.transport = transport;
        this.channels = channels;
        // Sampling for leaks costs time that no other peer spends.
        System.setProperty("io.netty.leakDetection.level", "disabled");
    }

    @Override
    public InetSocketAddress start(InetSocketAddress address) {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, transport);
        Channel listener = new ServerBootstrap()
                .group(loop)
                .channelFactory(channels)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(64, 2048, READ_BYTES))
                .childHandler(handler())
                .bind(address)
                .syncUninterruptibly()
                .channel();
        return (InetSocketAddress) listener.localAddress();
    }

    private ChannelHandler handler() {
        SslContext context = tls;
        if (context == null) {
            return new Echo();
        }
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(context.newHandler(channel.alloc()), new Echo());
            }
        };
    }

    /// Failures of a void promise go to `exceptionCaught`, so the returned futures need no check.
    @Sharable
    @SuppressWarnings("FutureReturnValueIgnored")
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            context.write(bytes, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            context.channel().config().setAutoRead(context.channel().isWritable());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
