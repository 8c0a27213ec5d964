package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// Reading, writing, accepting and connecting on descriptors that other code owns, by system calls: libuv has
/// these only for handles, and a handle would own the descriptor.
///
/// Nothing here waits, because the descriptors are non-blocking: an operation that would block returns EAGAIN.
/// Results are counts, or libuv's negative numbers. Memory is passed as segments, so that the linker keeps the
/// user's arena open during the call.
///
/// Loop thread only; not for Windows. Lives as long as its loop. See
/// [recv(2)](https://man7.org/linux/man-pages/man2/recv.2.html).
public final class PosixIo {
    /// The connect is in progress. libuv has no name for this errno, because its own connects never return it.
    public static final int EINPROGRESS = -Abi.EINPROGRESS;

    private static final int EINTR = UvErrors.code("EINTR");
    private static final int ENOTSOCK = UvErrors.code("ENOTSOCK");

    private final MemorySegment state;
    private final MemorySegment name;
    private final MemorySegment nameSize;

    /// Makes the few blocks that the calls need.
    ///
    /// @param loop whose memory they are
    public PosixIo(UvLoop loop) {
        Linking.ensure(Calls.class);
        state = loop.allocate(LibC.STATE_SIZE);
        name = loop.allocate(Abi.SOCKADDR_STORAGE_SIZE);
        nameSize = loop.allocate(Integer.BYTES);
    }

    private static final class Calls {
        static final MethodHandle READ = LibC.linkHolding("read");
        static final MethodHandle WRITE = LibC.linkHolding("write");
        static final MethodHandle SEND = LibC.linkHolding("send");
        static final MethodHandle RECVFROM = LibC.linkHolding("recvfrom");
        static final MethodHandle SENDTO = LibC.linkHolding("sendto");
        static final MethodHandle READV = LibC.linkUniform("readv");
        static final MethodHandle WRITEV = LibC.linkUniform("writev");
        static final MethodHandle ACCEPT = LibC.linkUniform("accept");
        static final MethodHandle CONNECT = LibC.linkUniform("connect");

        private Calls() {}
    }

    /// A signal may interrupt even a call that does not wait.
    private long result(LibC.Call call) {
        while (true) {
            long result = LibC.result(state, call);
            if (result != EINTR) {
                return result;
            }
        }
    }

    // --- Properties

    /// Whether a descriptor is blocking.
    ///
    /// @param fd the descriptor
    /// @return false if it is non-blocking
    /// @throws UvFailure if it is not open
    public boolean isBlocking(int fd) {
        return PosixDescriptors.isBlocking(fd);
    }

    /// Duplicates a descriptor. Children do not inherit the copy; the caller closes it.
    ///
    /// @param fd the descriptor
    /// @return the copy
    /// @throws UvFailure if there are too many, or it is not open
    public int duplicate(int fd) {
        return (int) Descriptors.duplicate(fd);
    }

    // --- Streams

    /// Reads the available data.
    ///
    /// @param fd a socket, a pipe or a device
    /// @param target native memory, not empty
    /// @return the count, 0 at the end, or an error
    public long read(int fd, MemorySegment target) {
        long size = target.byteSize();
        return result(block -> (long) Calls.READ.invokeExact(block, (long) fd, target, size, 0L, 0L, 0L));
    }

    /// Writes as much as the kernel accepts; a lost peer is an error and never a signal.
    ///
    /// @param fd a socket, a pipe or a device
    /// @param source native memory
    /// @return the count, or an error
    public long write(int fd, MemorySegment source) {
        long size = source.byteSize();
        long sent = result(block ->
                (long) Calls.SEND.invokeExact(block, (long) fd, source, size, (long) Abi.MSG_NOSIGNAL, 0L, 0L));
        return sent == ENOTSOCK
                ? result(block -> (long) Calls.WRITE.invokeExact(block, (long) fd, source, size, 0L, 0L, 0L))
                : sent;
    }

    /// Reads the available data into several buffers.
    ///
    /// @param fd a socket, a pipe or a device
    /// @param targets at least one
    /// @return the count, 0 at the end, or an error
    public long read(int fd, FsBuffers targets) {
        return result(block ->
                (long) Calls.READV.invokeExact(block, (long) fd, targets.address(), (long) targets.count(), 0L, 0L));
    }

    /// Writes as much as the kernel accepts of several buffers.
    ///
    /// @param fd a socket, a pipe or a device
    /// @param sources at least one
    /// @return the count, or an error
    public long write(int fd, FsBuffers sources) {
        return result(block ->
                (long) Calls.WRITEV.invokeExact(block, (long) fd, sources.address(), (long) sources.count(), 0L, 0L));
    }

    // --- Datagrams

    /// Receives one datagram and drops what does not fit. [#sender] returns where it came from.
    ///
    /// @param fd a socket
    /// @param target native memory
    /// @return the count, or an error
    public long receiveFrom(int fd, MemorySegment target) {
        long size = target.byteSize();
        nameSize.set(JAVA_INT, 0, Abi.SOCKADDR_STORAGE_SIZE);
        return result(block -> (long)
                Calls.RECVFROM.invokeExact(block, (long) fd, target, size, 0L, name.address(), nameSize.address()));
    }

    /// Returns the sender of the datagram that [#receiveFrom] received.
    ///
    /// @return the address, or null if it has none
    public @Nullable SocketAddress sender() {
        return SocketAddresses.readAny(name.address(), nameSize.get(JAVA_INT, 0));
    }

    /// Sends one datagram.
    ///
    /// @param fd a socket
    /// @param source native memory
    /// @param target resolved, or a unix address
    /// @return the count, or an error
    public long sendTo(int fd, MemorySegment source, SocketAddress target) {
        long size = source.byteSize();
        int length = SocketAddresses.writeAny(target, name.address(), PosixSockets.isIpv6(fd));
        return result(block -> (long) Calls.SENDTO.invokeExact(
                block, (long) fd, source, size, (long) Abi.MSG_NOSIGNAL, name.address(), (long) length));
    }

    // --- Connections

    /// Accepts a connection. Its descriptor is non-blocking, and children do not inherit it.
    ///
    /// @param fd a socket that listens
    /// @return its descriptor, which is the caller's to close, or an error
    public int accept(int fd) {
        int accepted = (int) result(block -> (int) (long) Calls.ACCEPT.invokeExact(block, (long) fd, 0L, 0L, 0L, 0L));
        if (accepted >= 0) {
            Fcntl.check(accepted, Fcntl.F_SETFD, Fcntl.FD_CLOEXEC);
            Fcntl.check(accepted, Fcntl.F_SETFL, Abi.O_NONBLOCK);
        }
        return accepted;
    }

    /// Begins to connect.
    ///
    /// @param fd a socket
    /// @param target resolved, or a unix address
    /// @return 0, or an error; EINPROGRESS if it is still under way, see [#connected]
    public int connect(int fd, SocketAddress target) {
        int length = SocketAddresses.writeAny(target, name.address(), PosixSockets.isIpv6(fd));
        return (int) result(block ->
                (int) (long) Calls.CONNECT.invokeExact(block, (long) fd, name.address(), (long) length, 0L, 0L));
    }

    /// Returns the outcome of a connect, once the socket is writable.
    ///
    /// @param fd the socket
    /// @return 0 or an error
    public int connected(int fd) {
        return PosixSockets.pendingError(fd);
    }
}
