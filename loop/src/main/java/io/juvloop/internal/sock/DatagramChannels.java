package io.juvloop.internal.sock;

import io.juvloop.datagram.ReceivedDatagram;
import io.juvloop.internal.descriptor.ChannelWatches;
import io.juvloop.internal.descriptor.Direction;
import io.juvloop.internal.descriptor.Watches;
import io.juvloop.internal.task.Tasks;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/// The socket operations on the JDK's datagram channels.
///
/// Loop thread only, in tasks. Lives as long as the loop.
public final class DatagramChannels {
    private final Tasks tasks;
    private final Watches watches;
    private final Sockets sockets;
    private final SpareBuffer spare;

    DatagramChannels(Tasks tasks, Watches watches, Sockets sockets) {
        this.tasks = tasks;
        this.watches = watches;
        this.sockets = sockets;
        this.spare = sockets.spare();
    }

    public ReceivedDatagram receiveFrom(DatagramChannel channel, int max) throws IOException {
        int most = Sockets.requireSome(max);
        check(channel, Direction.READ);
        while (true) {
            ByteBuffer buffer = spare.take();
            try {
                SocketAddress sender = channel.receive(buffer.limit(most));
                if (sender != null) {
                    return new ReceivedDatagram(Sockets.bytes(buffer, buffer.position()), sender);
                }
            } finally {
                spare.giveBack(buffer);
            }
            watches().await(channel, Direction.READ);
        }
    }

    public SocketAddress receiveFromInto(DatagramChannel channel, ByteBuffer target) throws IOException {
        Sockets.requireRoom(target);
        check(channel, Direction.READ);
        SocketAddress sender = receiveAnywhere(channel, target);
        while (sender == null) {
            watches().await(channel, Direction.READ);
            sender = receiveAnywhere(channel, target);
        }
        return sender;
    }

    public void sendTo(DatagramChannel channel, ByteBuffer data, SocketAddress address) throws IOException {
        check(channel, Direction.WRITE);
        SocketAddress target = sockets.resolved(address);
        while (!send(channel, data, target)) {
            watches().await(channel, Direction.WRITE);
        }
    }

    private ChannelWatches watches() throws IOException {
        return watches.channels();
    }

    private void check(DatagramChannel channel, Direction direction) throws IOException {
        tasks.requireTask();
        watches().check(channel, direction);
    }

    private @Nullable SocketAddress receiveAnywhere(DatagramChannel channel, ByteBuffer target) throws IOException {
        if (target.isDirect()) {
            return channel.receive(target);
        }
        ByteBuffer buffer = spare.take();
        try {
            SocketAddress sender = channel.receive(buffer.limit(Math.min(target.remaining(), SpareBuffer.SIZE)));
            if (sender != null) {
                target.put(buffer.flip());
            }
            return sender;
        } finally {
            spare.giveBack(buffer);
        }
    }

    /// The JDK returns 0 both for a datagram that the system did not take and for an empty one.
    private boolean send(DatagramChannel channel, ByteBuffer data, SocketAddress target) throws IOException {
        int size = data.remaining();
        if (data.isDirect()) {
            return channel.send(data, target) == size;
        }
        ByteBuffer buffer = spare.takeFor(size);
        try {
            buffer.put(0, data, data.position(), size).limit(size);
            boolean taken = channel.send(buffer, target) == size;
            if (taken) {
                data.position(data.limit());
            }
            return taken;
        } finally {
            spare.giveBack(buffer);
        }
    }
}
