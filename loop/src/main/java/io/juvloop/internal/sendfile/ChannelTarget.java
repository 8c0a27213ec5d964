package io.juvloop.internal.sendfile;

import io.juvloop.bindings.UvErrors;
import io.juvloop.internal.descriptor.ChannelWatches;
import io.juvloop.internal.descriptor.Direction;
import io.juvloop.internal.sock.StreamChannels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;

/// A channel of the JDK's, which sends files without copying through the program where the system can, and by
/// reading and writing elsewhere.
///
/// Loop thread only, in a task.
final class ChannelTarget implements SendTarget {
    private final ChannelWatches watches;
    private final StreamChannels streams;
    private final SocketChannel channel;

    ChannelTarget(ChannelWatches watches, StreamChannels streams, SocketChannel channel) {
        this.watches = watches;
        this.streams = streams;
        this.channel = channel;
    }

    @Override
    public DirectSend direct(SentFile file) {
        return new Transfer(file.channel(), channel);
    }

    /// The JDK handles the close of either channel during a transfer.
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
        watches.await(channel, Direction.WRITE);
    }

    @Override
    public void send(ByteBuffer data) throws IOException {
        streams.sendAll(channel, data);
    }

    @Override
    public void check() {}
}
