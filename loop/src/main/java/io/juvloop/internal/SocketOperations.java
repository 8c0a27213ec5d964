package io.juvloop.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// asyncio's operations on sockets, for the JDK's channels: each is tried at once, unless the last one has left
/// nothing to read, and only if it would have to wait does the task that called it sleep until the channel is
/// ready.
///
/// Nothing is read before the task is there to take it, so that a cancelled wait loses nothing.
///
/// Loop thread only, in tasks. Lives as long as the loop. See [Working with socket objects
/// directly](https://docs.python.org/3.13/library/asyncio-eventloop.html#working-with-socket-objects-directly).
final class SocketOperations {
    /// The most that passes through the buffer at once.
    private static final int BUFFER_SIZE = 256 * 1024;

    private final UvEventLoop loop;
    private @Nullable ChannelWatches watches;
    private @Nullable ByteBuffer spareBuffer;

    SocketOperations(UvEventLoop loop) {
        this.loop = loop;
    }

    // --- The operations

    SocketChannel accept(ServerSocketChannel channel) throws IOException {
        check(channel, SelectionKey.OP_ACCEPT);
        SocketChannel accepted = channel.accept();
        while (accepted == null) {
            await(channel, SelectionKey.OP_ACCEPT);
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

    byte[] receive(SocketChannel channel, int max) throws IOException {
        if (max <= 0) {
            throw new IllegalArgumentException("at least one byte must be asked for, not " + max);
        }
        beginRead(channel);
        while (true) {
            ByteBuffer buffer = takeBuffer();
            try {
                int count = read(channel, buffer.limit(Math.min(max, BUFFER_SIZE)));
                if (count != 0) {
                    byte[] bytes = new byte[Math.max(count, 0)];
                    buffer.get(0, bytes);
                    return bytes;
                }
            } finally {
                giveBack(buffer);
            }
            await(channel, SelectionKey.OP_READ);
        }
    }

    int receiveInto(SocketChannel channel, ByteBuffer target) throws IOException {
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("the buffer is read-only");
        }
        if (!target.hasRemaining()) {
            check(channel, SelectionKey.OP_READ);
            return 0;
        }
        beginRead(channel);
        int count = readAnywhere(channel, target);
        while (count == 0) {
            await(channel, SelectionKey.OP_READ);
            count = readAnywhere(channel, target);
        }
        return count;
    }

    void sendAll(SocketChannel channel, ByteBuffer data) throws IOException {
        check(channel, SelectionKey.OP_WRITE);
        while (data.hasRemaining()) {
            if (!write(channel, data)) {
                await(channel, SelectionKey.OP_WRITE);
            }
        }
    }

    void connect(SocketChannel channel, SocketAddress address) throws IOException {
        check(channel, SelectionKey.OP_CONNECT);
        boolean connected = channel.connect(resolved(address));
        while (!connected) {
            await(channel, SelectionKey.OP_CONNECT);
            connected = channel.finishConnect();
        }
    }

    /// Looks a name up elsewhere, because that blocks.
    private SocketAddress resolved(SocketAddress address) throws IOException {
        if (!(address instanceof InetSocketAddress inet) || !inet.isUnresolved()) {
            return Objects.requireNonNull(address, "the address is null");
        }
        try {
            InetAddress found = loop.await(loop.runInExecutor(null, () -> InetAddress.getByName(inet.getHostString())));
            return new InetSocketAddress(found, inet.getPort());
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof IOException unknown) {
                throw unknown;
            }
            throw failed;
        }
    }

    // --- Trying

    /// The one operation that is not tried when the last one has shown that it would be in vain.
    private void beginRead(SocketChannel channel) throws IOException {
        ChannelWatch watch = check(channel, SelectionKey.OP_READ);
        if (watch != null && channel.isOpen() && watch.isDrained()) {
            watch.await(SelectionKey.OP_READ);
        }
    }

    private int read(SocketChannel channel, ByteBuffer target) throws IOException {
        int asked = target.remaining();
        int count = channel.read(target);
        ChannelWatch watch = watches().find(channel);
        if (watch != null) {
            watch.noteRead(count, asked);
        }
        return count;
    }

    /// Heap buffers go through one of ours: the JDK would make a direct one as large as they are.
    private int readAnywhere(SocketChannel channel, ByteBuffer target) throws IOException {
        if (target.isDirect()) {
            return read(channel, target);
        }
        ByteBuffer buffer = takeBuffer();
        try {
            int count = read(channel, buffer.limit(Math.min(target.remaining(), BUFFER_SIZE)));
            if (count > 0) {
                target.put(buffer.flip());
            }
            return count;
        } finally {
            giveBack(buffer);
        }
    }

    /// Writes something.
    ///
    /// @return whether all was taken that was tried
    private boolean write(SocketChannel channel, ByteBuffer data) throws IOException {
        if (data.isDirect()) {
            channel.write(data);
            return !data.hasRemaining();
        }
        ByteBuffer buffer = takeBuffer();
        try {
            int size = Math.min(data.remaining(), BUFFER_SIZE);
            buffer.put(0, data, data.position(), size).limit(size);
            int count = channel.write(buffer);
            data.position(data.position() + count);
            return count == size;
        } finally {
            giveBack(buffer);
        }
    }

    /// Others may need one meanwhile, if the JDK makes the task wait for a lock of the channel.
    private ByteBuffer takeBuffer() {
        ByteBuffer buffer = spareBuffer;
        spareBuffer = null;
        return buffer == null ? ByteBuffer.allocateDirect(BUFFER_SIZE) : buffer;
    }

    private void giveBack(ByteBuffer buffer) {
        spareBuffer = buffer.clear();
    }

    // --- Waiting

    private ChannelWatches watches() throws IOException {
        ChannelWatches made = watches;
        if (made == null) {
            made = new ChannelWatches(loop);
            watches = made;
        }
        return made;
    }

    private @Nullable ChannelWatch check(AbstractSelectableChannel channel, int operation) throws IOException {
        var _ = LoopTask.running(loop);
        if (channel.isBlocking()) {
            throw new IllegalArgumentException("the channel is in blocking mode: " + channel);
        }
        ChannelWatch watch = watches().find(channel);
        if (watch == null) {
            requireOurs(channel);
        } else if (watch.isAwaited(operation)) {
            throw new IllegalStateException("another task waits already to "
                    + (ChannelWatch.isReading(operation) ? "read from " : "write to ") + channel);
        }
        return watch;
    }

    private void requireOurs(AbstractSelectableChannel channel) throws IOException {
        if (!channel.provider().equals(SelectorProvider.provider())) {
            throw new IllegalArgumentException("only channels of the JDK's can be watched, and not " + channel);
        }
        watches().requireUnadopted(channel);
    }

    private void await(AbstractSelectableChannel channel, int operation) throws IOException {
        watches().watch(channel).await(operation);
    }

    /// Gives all channels back, for the loop's close.
    void end() {
        if (watches != null) {
            watches.releaseAll();
        }
    }
}
