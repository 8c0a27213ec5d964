package io.juvloop.internal.sock;

import io.juvloop.bindings.Platform;
import io.juvloop.bindings.PosixIo;
import io.juvloop.bindings.PosixSockets;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvFailure;
import io.juvloop.datagram.ReceivedDatagram;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.descriptor.Direction;
import io.juvloop.internal.descriptor.PolledDescriptor;
import io.juvloop.internal.descriptor.PolledDescriptors;
import io.juvloop.internal.task.Tasks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The socket operations on sockets given by their descriptors, by direct system calls.
///
/// The owner may close a descriptor as soon as an operation has returned, so the loop keeps no state of it.
///
/// Loop thread only, in tasks; not for Windows. Lives as long as the loop.
public final class DescriptorSockets {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(1);

    /// Differs from every result of libuv.
    private static final long CLOSED = Long.MIN_VALUE;

    private final Tasks tasks;
    private final PolledDescriptors descriptors;
    private final Sockets sockets;
    private final SpareBuffer spare;
    private final PosixIo io;

    DescriptorSockets(LoopCore core, Tasks tasks, PolledDescriptors descriptors, Sockets sockets) {
        if (Platform.current().isWindows()) {
            throw new UnsupportedOperationException(
                    "on Windows the socket operations are for the JDK's channels only, not for numbers");
        }
        this.tasks = tasks;
        this.descriptors = descriptors;
        this.sockets = sockets;
        this.spare = sockets.spare();
        this.io = new PosixIo(core.uv());
    }

    /// The system calls, for classes that build other operations on them.
    public PosixIo io() {
        return io;
    }

    /// A system call that is repeated until it need not wait.
    @FunctionalInterface
    private interface Attempt {
        /// @return libuv's negative error number if it failed
        long make();
    }

    /// Throws if the descriptor is not the user's to use now.
    ///
    /// @throws IllegalArgumentException if it is in blocking mode, or a part of the loop owns it
    /// @throws IllegalStateException outside a task, or if another task waits for the same direction
    /// @throws IOException if it is not open
    public void check(long socket, Direction direction) throws IOException {
        tasks.requireTask();
        PolledDescriptor polled = descriptors.find(socket);
        if (polled == null) {
            descriptors.requireUnowned(socket);
        } else {
            polled.requireFree(direction);
        }
        try {
            if (io.isBlocking((int) socket)) {
                throw new IllegalArgumentException("the socket is in blocking mode: descriptor " + socket);
            }
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, "descriptor " + socket);
        }
    }

    /// Suspends the running task until a socket is or may be ready.
    public void await(long socket, Direction direction) {
        descriptors.open(socket).await(direction);
    }

    private long untilDone(String operation, long socket, Direction direction, Attempt attempt) throws IOException {
        long result = attempt.make();
        while (result == UvErrors.EAGAIN) {
            await(socket, direction);
            result = attempt.make();
        }
        if (result < 0) {
            throw UvErrorMapping.toException(operation, (int) result, "descriptor " + socket);
        }
        return result;
    }

    // --- Connections

    public long accept(long socket) throws IOException {
        check(socket, Direction.READ);
        return untilDone("accept", socket, Direction.READ, () -> io.accept((int) socket));
    }

    public void connect(long socket, SocketAddress address) throws IOException {
        check(socket, Direction.WRITE);
        SocketAddress target = sockets.resolved(address);
        int status = (int) tryThenWait(() -> io.connect((int) socket, target));
        if (status == PosixIo.EINPROGRESS) {
            do {
                await(socket, Direction.WRITE);
                status = io.connected((int) socket);
            } while (status == 0 && !isConnected(socket, target));
        }
        if (status < 0) {
            throw UvErrorMapping.toException("connect", status, target);
        }
    }

    /// Retries in intervals while the queue of a Unix socket's peer is full, because no event reports when
    /// there is room.
    private long tryThenWait(Attempt attempt) {
        long result = attempt.make();
        while (result == UvErrors.EAGAIN) {
            tasks.sleep(BETWEEN_TRIES);
            result = attempt.make();
        }
        return result;
    }

    /// Connects a Unix socket whose owner may close it meanwhile.
    ///
    /// @param isOpen whether the descriptor still is that socket's
    void connectUnix(int socket, SocketAddress target, BooleanSupplier isOpen) throws IOException {
        long status = tryThenWait(() -> isOpen.getAsBoolean() ? io.connect(socket, target) : CLOSED);
        if (status == CLOSED) {
            throw new AsynchronousCloseException();
        }
        if (status < 0) {
            throw UvErrorMapping.toException("connect", (int) status, target);
        }
    }

    private static boolean isConnected(long socket, SocketAddress target) throws IOException {
        try {
            return PosixSockets.isConnected((int) socket);
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, target);
        }
    }

    // --- Streams

    public byte[] receive(long socket, int max) throws IOException {
        int most = Sockets.requireSome(max);
        check(socket, Direction.READ);
        while (true) {
            ByteBuffer buffer = spare.take();
            try {
                long count = io.read((int) socket, MemorySegment.ofBuffer(buffer.limit(most)));
                if (count != UvErrors.EAGAIN) {
                    return Sockets.bytes(buffer, (int) checked("read", socket, count));
                }
            } finally {
                spare.giveBack(buffer);
            }
            await(socket, Direction.READ);
        }
    }

    public int receiveInto(long socket, ByteBuffer target) throws IOException {
        Sockets.requireWritable(target);
        check(socket, Direction.READ);
        if (!target.hasRemaining()) {
            return 0;
        }
        int count = (int) untilDone(
                "read", socket, Direction.READ, () -> into(target, segment -> io.read((int) socket, segment)));
        return count == 0 ? -1 : count;
    }

    public void sendAll(long socket, ByteBuffer data) throws IOException {
        check(socket, Direction.WRITE);
        while (data.hasRemaining()) {
            var _ = untilDone("write", socket, Direction.WRITE, () -> write(socket, data));
        }
    }

    private long write(long socket, ByteBuffer data) {
        int size = data.isDirect() ? data.remaining() : Math.min(data.remaining(), SpareBuffer.SIZE);
        long count = from(data, size, segment -> io.write((int) socket, segment));
        if (count > 0) {
            data.position(data.position() + (int) count);
        }
        return count;
    }

    // --- Datagrams

    public ReceivedDatagram receiveFrom(long socket, int max) throws IOException {
        int most = Sockets.requireSome(max);
        check(socket, Direction.READ);
        while (true) {
            ByteBuffer buffer = spare.take();
            try {
                long count = io.receiveFrom((int) socket, MemorySegment.ofBuffer(buffer.limit(most)));
                if (count != UvErrors.EAGAIN) {
                    int size = (int) checked("recvfrom", socket, count);
                    return new ReceivedDatagram(Sockets.bytes(buffer, size), io.sender());
                }
            } finally {
                spare.giveBack(buffer);
            }
            await(socket, Direction.READ);
        }
    }

    public @Nullable SocketAddress receiveFromInto(long socket, ByteBuffer target) throws IOException {
        Sockets.requireRoom(target);
        check(socket, Direction.READ);
        var _ = untilDone(
                "recvfrom",
                socket,
                Direction.READ,
                () -> into(target, segment -> io.receiveFrom((int) socket, segment)));
        return io.sender();
    }

    public void sendTo(long socket, ByteBuffer data, SocketAddress address) throws IOException {
        check(socket, Direction.WRITE);
        SocketAddress target = sockets.resolved(address);
        Attempt attempt = () -> from(data, data.remaining(), segment -> io.sendTo((int) socket, segment, target));
        if (target instanceof UnixDomainSocketAddress) {
            var _ = checked("sendto", socket, tryThenWait(attempt));
        } else {
            var _ = untilDone("sendto", socket, Direction.WRITE, attempt);
        }
        data.position(data.limit());
    }

    // --- Memory

    @FunctionalInterface
    private interface Transfer {
        long make(MemorySegment segment);
    }

    /// Fills a buffer from its position on.
    private long into(ByteBuffer target, Transfer transfer) {
        if (target.isDirect()) {
            long count = transfer.make(MemorySegment.ofBuffer(target));
            if (count > 0) {
                target.position(target.position() + (int) count);
            }
            return count;
        }
        ByteBuffer buffer = spare.take();
        try {
            buffer.limit(Math.min(target.remaining(), SpareBuffer.SIZE));
            long count = transfer.make(MemorySegment.ofBuffer(buffer));
            if (count > 0) {
                target.put(buffer.limit((int) count));
            }
            return count;
        } finally {
            spare.giveBack(buffer);
        }
    }

    /// Passes bytes of a buffer, whose position does not change.
    private long from(ByteBuffer data, int size, Transfer transfer) {
        if (data.isDirect()) {
            return transfer.make(MemorySegment.ofBuffer(data).asSlice(0, size));
        }
        ByteBuffer buffer = spare.takeFor(size);
        try {
            buffer.put(0, data, data.position(), size).limit(size);
            return transfer.make(MemorySegment.ofBuffer(buffer));
        } finally {
            spare.giveBack(buffer);
        }
    }

    private static long checked(String operation, long socket, long result) throws IOException {
        if (result < 0) {
            throw UvErrorMapping.toException(operation, (int) result, "descriptor " + socket);
        }
        return result;
    }
}
