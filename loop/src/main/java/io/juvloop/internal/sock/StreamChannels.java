package io.juvloop.internal.sock;

import io.juvloop.bindings.Platform;
import io.juvloop.internal.descriptor.ChannelWatches;
import io.juvloop.internal.descriptor.Direction;
import io.juvloop.internal.descriptor.Watches;
import io.juvloop.internal.jdk.JdkChannels;
import io.juvloop.internal.task.Tasks;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;

/// The socket operations on the JDK's socket and server socket channels.
///
/// A read is not tried at once if the last one has drained the socket.
///
/// Loop thread only, in tasks. Lives as long as the loop.
public final class StreamChannels {
    private final Tasks tasks;
    private final Watches watches;
    private final Sockets sockets;
    private final SpareBuffer spare;

    StreamChannels(Tasks tasks, Watches watches, Sockets sockets) {
        this.tasks = tasks;
        this.watches = watches;
        this.sockets = sockets;
        this.spare = sockets.spare();
    }

    public SocketChannel accept(ServerSocketChannel channel) throws IOException {
        check(channel, Direction.READ);
        SocketChannel accepted = channel.accept();
        while (accepted == null) {
            watches().await(channel, Direction.READ);
            accepted = channel.accept();
        }
        try {
            accepted.configureBlocking(false);
            return accepted;
        } catch (Throwable unusable) {
            accepted.close();
            throw unusable;
        }
    }

    public byte[] receive(SocketChannel channel, int max) throws IOException {
        int most = Sockets.requireSome(max);
        beginRead(channel);
        while (true) {
            ByteBuffer buffer = spare.take();
            try {
                int count = read(channel, buffer.limit(most));
                if (count != 0) {
                    return Sockets.bytes(buffer, count);
                }
            } finally {
                spare.giveBack(buffer);
            }
            watches().await(channel, Direction.READ);
        }
    }

    public int receiveInto(SocketChannel channel, ByteBuffer target) throws IOException {
        Sockets.requireWritable(target);
        if (!target.hasRemaining()) {
            check(channel, Direction.READ);
            return 0;
        }
        beginRead(channel);
        int count = readAnywhere(channel, target);
        while (count == 0) {
            watches().await(channel, Direction.READ);
            count = readAnywhere(channel, target);
        }
        return count;
    }

    public void sendAll(SocketChannel channel, ByteBuffer data) throws IOException {
        check(channel, Direction.WRITE);
        while (data.hasRemaining()) {
            if (!write(channel, data)) {
                watches().await(channel, Direction.WRITE);
            }
        }
    }

    public void connect(SocketChannel channel, SocketAddress address) throws IOException {
        check(channel, Direction.WRITE);
        SocketAddress target = sockets.resolved(address);
        if (target instanceof UnixDomainSocketAddress && Platform.current().isLinux() && JdkChannels.canConnect()) {
            connectUnix(channel, target);
            return;
        }
        boolean connected = channel.connect(target);
        while (!connected) {
            watches().await(channel, Direction.WRITE);
            connected = channel.finishConnect();
        }
    }

    /// Connects in place of the JDK, which closes a channel whose peer's queue is full.
    ///
    /// @throws IOException if it cannot be connected; the channel is then closed, as the JDK does
    private void connectUnix(SocketChannel channel, SocketAddress target) throws IOException {
        int number = (int) watches().descriptor(channel);
        JdkChannels.beginConnect(channel, target);
        boolean connected = false;
        try {
            sockets.numbered().connectUnix(number, target, channel::isOpen);
            connected = true;
        } finally {
            if (!connected) {
                channel.close();
            }
        }
        JdkChannels.endConnect(channel);
    }

    private ChannelWatches watches() throws IOException {
        return watches.channels();
    }

    private void check(AbstractSelectableChannel channel, Direction direction) throws IOException {
        tasks.requireTask();
        watches().check(channel, direction);
    }

    /// Waits before a read if the last one has shown that trying would fail; no other operation does.
    private void beginRead(SocketChannel channel) throws IOException {
        check(channel, Direction.READ);
        watches().awaitIfDrained(channel);
    }

    private int read(SocketChannel channel, ByteBuffer target) throws IOException {
        int asked = target.remaining();
        int count = channel.read(target);
        watches().noteRead(channel, count, asked);
        return count;
    }

    private int readAnywhere(SocketChannel channel, ByteBuffer target) throws IOException {
        if (target.isDirect()) {
            return read(channel, target);
        }
        ByteBuffer buffer = spare.take();
        try {
            int count = read(channel, buffer.limit(Math.min(target.remaining(), SpareBuffer.SIZE)));
            if (count > 0) {
                target.put(buffer.flip());
            }
            return count;
        } finally {
            spare.giveBack(buffer);
        }
    }

    /// Writes bytes of a buffer.
    ///
    /// @return whether the socket took all the bytes offered
    private boolean write(SocketChannel channel, ByteBuffer data) throws IOException {
        if (data.isDirect()) {
            channel.write(data);
            return !data.hasRemaining();
        }
        ByteBuffer buffer = spare.take();
        try {
            int size = Math.min(data.remaining(), SpareBuffer.SIZE);
            buffer.put(0, data, data.position(), size).limit(size);
            int count = channel.write(buffer);
            data.position(data.position() + count);
            return count == size;
        } finally {
            spare.giveBack(buffer);
        }
    }
}
