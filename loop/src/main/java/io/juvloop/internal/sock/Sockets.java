package io.juvloop.internal.sock;

import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.HostNames;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.descriptor.Watches;
import io.juvloop.internal.executor.DefaultExecutor;
import io.juvloop.internal.task.Tasks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// The socket operations of one loop, by kind of socket.
///
/// Loop thread only, in tasks. Lives as long as the loop. See
/// [sock_recv](https://docs.python.org/3.13/library/asyncio-eventloop.html#working-with-socket-objects-directly).
public final class Sockets {
    private final LoopCore core;
    private final Tasks tasks;
    private final DefaultExecutor executor;
    private final Watches watches;
    private final SpareBuffer spare = new SpareBuffer();
    private final StreamChannels streams;
    private final DatagramChannels datagrams;
    private @Nullable DescriptorSockets numbered;

    /// Creates nothing before its first use.
    public Sockets(LoopCore core, Tasks tasks, DefaultExecutor executor, Watches watches) {
        this.core = core;
        this.tasks = tasks;
        this.executor = executor;
        this.watches = watches;
        this.streams = new StreamChannels(tasks, watches, this);
        this.datagrams = new DatagramChannels(tasks, watches, this);
    }

    /// The operations on the JDK's socket and server socket channels.
    public StreamChannels streams() {
        return streams;
    }

    /// The operations on the JDK's datagram channels.
    public DatagramChannels datagrams() {
        return datagrams;
    }

    /// The operations on sockets given by their descriptors.
    ///
    /// @throws UnsupportedOperationException on Windows
    public DescriptorSockets numbered() {
        DescriptorSockets made = numbered;
        if (made == null) {
            made = new DescriptorSockets(core, tasks, watches.descriptors(), this);
            numbered = made;
        }
        return made;
    }

    SpareBuffer spare() {
        return spare;
    }

    /// Resolves a name on another thread, because that blocks.
    SocketAddress resolved(SocketAddress address) throws IOException {
        if (!(address instanceof InetSocketAddress inet) || !inet.isUnresolved()) {
            return Objects.requireNonNull(address, "the address is null");
        }
        String host = HostNames.toAscii(Arguments.requireHost(inet.getHostString()));
        try {
            InetAddress found = tasks.await(executor.run(null, () -> InetAddress.getByName(host)));
            return new InetSocketAddress(found, inet.getPort());
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof IOException unknown) {
                throw unknown;
            }
            throw failed;
        }
    }

    static int requireSome(int max) {
        if (max <= 0) {
            throw new IllegalArgumentException("at least one byte must be asked for, not " + max);
        }
        return Math.min(max, SpareBuffer.SIZE);
    }

    static void requireWritable(ByteBuffer target) {
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("the buffer is read-only");
        }
    }

    static void requireRoom(ByteBuffer target) {
        requireWritable(target);
        if (!target.hasRemaining()) {
            throw new IllegalArgumentException("the buffer has no room, so the datagram would be lost");
        }
    }

    static byte[] bytes(ByteBuffer buffer, int count) {
        byte[] bytes = new byte[Math.max(count, 0)];
        buffer.get(0, bytes);
        return bytes;
    }
}
