package io.juvloop.internal;

import io.juvloop.LoopSockets;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// The chapter of sockets on libuv: checks what was asked, and hands it to who can do it.
///
/// Thread rule and lifetime: see [LoopSockets].
interface UvSockets extends LoopSockets, LoopChapter {
    @Override
    default SocketChannel sockAccept(ServerSocketChannel channel) throws IOException {
        loop().checkUsable();
        return loop().sockets().accept(channel);
    }

    @Override
    default byte[] sockRecv(SocketChannel channel, int max) throws IOException {
        loop().checkUsable();
        return loop().sockets().receive(channel, max);
    }

    @Override
    default int sockRecvInto(SocketChannel channel, ByteBuffer target) throws IOException {
        loop().checkUsable();
        return loop().sockets().receiveInto(channel, target);
    }

    @Override
    default void sockSendall(SocketChannel channel, ByteBuffer data) throws IOException {
        loop().checkUsable();
        loop().sockets().sendAll(channel, data);
    }

    @Override
    default void sockConnect(SocketChannel channel, SocketAddress address) throws IOException {
        loop().checkUsable();
        loop().sockets().connect(channel, address);
    }
}
