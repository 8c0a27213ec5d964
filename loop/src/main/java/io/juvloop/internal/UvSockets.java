package io.juvloop.internal;

import io.juvloop.EventLoop;
import io.juvloop.SendfileOptions;
import io.juvloop.datagram.ReceivedDatagram;
import io.juvloop.internal.core.Chapter;
import io.juvloop.internal.sendfile.FileSender;
import io.juvloop.internal.sendfile.SentFile;
import io.juvloop.internal.sock.Sockets;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The socket methods of the loop on libuv: checks the arguments and delegates.
///
/// Thread rule and lifetime: see [EventLoop].
interface UvSockets extends EventLoop, Chapter {
    /// The socket operations, by kind of socket.
    ///
    /// @return the same each time
    Sockets sockets();

    /// The part that sends files.
    ///
    /// @return the same each time
    FileSender fileSender();

    @Override
    default SocketChannel sockAccept(ServerSocketChannel channel) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(channel, "the channel is null");
        return sockets().streams().accept(channel);
    }

    @Override
    default byte[] sockReceive(SocketChannel channel, int max) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(channel, "the channel is null");
        return sockets().streams().receive(channel, max);
    }

    @Override
    default int sockReceiveInto(SocketChannel channel, ByteBuffer target) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(channel, "the channel is null");
        Objects.requireNonNull(target, "the target is null");
        return sockets().streams().receiveInto(channel, target);
    }

    @Override
    default void sockSendAll(SocketChannel channel, ByteBuffer data) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(channel, "the channel is null");
        Objects.requireNonNull(data, "the data are null");
        sockets().streams().sendAll(channel, data);
    }

    @Override
    default void sockConnect(SocketChannel channel, SocketAddress address) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(channel, "the channel is null");
        Objects.requireNonNull(address, "the address is null");
        sockets().streams().connect(channel, address);
    }

    @Override
    default ReceivedDatagram sockReceiveFrom(DatagramChannel channel, int max) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(channel, "the channel is null");
        return sockets().datagrams().receiveFrom(channel, max);
    }

    @Override
    default SocketAddress sockReceiveFromInto(DatagramChannel channel, ByteBuffer target) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(channel, "the channel is null");
        Objects.requireNonNull(target, "the target is null");
        return sockets().datagrams().receiveFromInto(channel, target);
    }

    @Override
    default void sockSendTo(DatagramChannel channel, ByteBuffer data, SocketAddress address) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(channel, "the channel is null");
        Objects.requireNonNull(data, "the data are null");
        Objects.requireNonNull(address, "the address is null");
        sockets().datagrams().sendTo(channel, data, address);
    }

    @Override
    default long sockSendfile(SocketChannel channel, Path file, SendfileOptions options) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(channel, "the channel is null");
        Objects.requireNonNull(file, "the file is null");
        Objects.requireNonNull(options, "the options are null");
        return fileSender().send(channel, SentFile.of(file, options));
    }

    @Override
    default long sockSendfile(SocketChannel channel, FileChannel file, SendfileOptions options) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(channel, "the channel is null");
        Objects.requireNonNull(file, "the file is null");
        Objects.requireNonNull(options, "the options are null");
        return fileSender().send(channel, SentFile.of(file, options));
    }

    @Override
    default long sockAccept(long socket) throws IOException {
        core().checkUsable();
        return sockets().numbered().accept(socket);
    }

    @Override
    default byte[] sockReceive(long socket, int max) throws IOException {
        core().checkUsable();
        return sockets().numbered().receive(socket, max);
    }

    @Override
    default int sockReceiveInto(long socket, ByteBuffer target) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(target, "the target is null");
        return sockets().numbered().receiveInto(socket, target);
    }

    @Override
    default void sockSendAll(long socket, ByteBuffer data) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(data, "the data are null");
        sockets().numbered().sendAll(socket, data);
    }

    @Override
    default void sockConnect(long socket, SocketAddress address) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(address, "the address is null");
        sockets().numbered().connect(socket, address);
    }

    @Override
    default ReceivedDatagram sockReceiveFrom(long socket, int max) throws IOException {
        core().checkUsable();
        return sockets().numbered().receiveFrom(socket, max);
    }

    @Override
    default @Nullable SocketAddress sockReceiveFromInto(long socket, ByteBuffer target) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(target, "the target is null");
        return sockets().numbered().receiveFromInto(socket, target);
    }

    @Override
    default void sockSendTo(long socket, ByteBuffer data, SocketAddress address) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(data, "the data are null");
        Objects.requireNonNull(address, "the address is null");
        sockets().numbered().sendTo(socket, data, address);
    }

    @Override
    default long sockSendfile(long socket, Path file, SendfileOptions options) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(file, "the file is null");
        Objects.requireNonNull(options, "the options are null");
        return fileSender().send(socket, SentFile.of(file, options));
    }

    @Override
    default long sockSendfile(long socket, FileChannel file, SendfileOptions options) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(file, "the file is null");
        Objects.requireNonNull(options, "the options are null");
        return fileSender().send(socket, SentFile.of(file, options));
    }
}
