package io.juvloop.internal.sendfile;

import io.juvloop.bindings.UvErrors;
import io.juvloop.internal.UvEventLoop;
import io.juvloop.internal.descriptor.Direction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;

/// A channel of the JDK's, which has a way of its own past the program's memory where the system has one, and
/// reads and writes by itself where not.
///
/// Loop thread only, in a task.
public final class ChannelTarget implements SendTarget {
    private final UvEventLoop loop;
    private final SocketChannel channel;

    private ChannelTarget(UvEventLoop loop, SocketChannel channel) {
        this.loop = loop;
        this.channel = channel;
    }

    /// Sends a file over a channel, see [io.juvloop.LoopSockets#sockSendfile(SocketChannel, FileChannel,
    /// io.juvloop.SendfileOptions)].
    public static long send(UvEventLoop loop, SocketChannel channel, SentFile file) throws IOException {
        loop.requireTask();
        loop.watches().channels().check(channel, Direction.WRITE);
        return new FileTransfer(loop, file, new ChannelTarget(loop, channel)).run();
    }

    @Override
    public DirectSend direct(SentFile file) {
        return new Transfer(file.channel(), channel);
    }

    /// The JDK takes care of both channels being closed meanwhile.
    private record Transfer(FileChannel file, SocketChannel socket) implements DirectSend {
        @Override
        public long step(long position, long count) throws IOException {
            long sent = file.transferTo(position, count, socket);
            return sent == 0 && position < file.size() ? UvErrors.EAGAIN : sent;
        }

        @Override
        public void close() {}
    }

    @Override
    public void awaitWritable() throws IOException {
        loop.watches().channels().await(channel, Direction.WRITE);
    }

    @Override
    public void send(ByteBuffer data) throws IOException {
        loop.sockets().streams().sendAll(channel, data);
    }

    @Override
    public void check() {}
}
