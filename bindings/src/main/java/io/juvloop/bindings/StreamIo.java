package io.juvloop.bindings;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// System calls on the descriptor of an established stream, for a loop whose [SystemPoller] reports when the stream is
/// ready.
///
/// The descriptor is non-blocking, so nothing waits: an operation that would block returns EAGAIN. A call that a
/// signal interrupts is repeated. A lost peer is an error and never a signal: `send` asks the kernel for that,
/// and for `write` the JVM ignores the signal. `receive` and `send` are for sockets, `read` and `write` for pipes
/// and devices.
///
/// The loop's memory is given by its address. The user's is given as a segment, whose arena is held open during
/// the call: another thread that closes it meanwhile gets an exception.
///
/// Nothing is allocated.
///
/// Loop thread only; not for Windows. Lives as long as its loop. See
/// [recv(2)](https://man7.org/linux/man-pages/man2/recv.2.html) and
/// [send(2)](https://man7.org/linux/man-pages/man2/send.2.html).
public final class StreamIo {
    /// The most parts of one call.
    public static final int MAX_PARTS = 16;

    /// The limit of macOS; Linux accepts a little less.
    private static final long MAX_BYTES = Integer.MAX_VALUE;

    private @Nullable ErrnoBlock errno = ErrnoBlock.take();
    private final long message;
    private final long parts;

    /// Makes the few blocks that the calls need.
    ///
    /// @param loop whose memory they are
    public StreamIo(UvLoop loop) {
        message = loop.allocate(Abi.MSGHDR_SIZE).address();
        parts = loop.allocate((long) MAX_PARTS * Abi.BUF_SIZE).address();
        Memory.putLong(message + Abi.MSGHDR_IOV, parts);
    }

    /// Ends it with its loop; later calls are refused. Another loop may then own the errno block.
    void close() {
        ErrnoBlock taken = errno;
        if (taken != null) {
            errno = null;
            taken.release();
        }
    }

    private ErrnoBlock errno() {
        ErrnoBlock taken = errno;
        if (taken == null) {
            throw new IllegalStateException("the loop is closed");
        }
        return taken;
    }

    // --- Reading

    /// Receives the available data.
    ///
    /// @param fd a socket
    /// @param address of memory that stays during the call
    /// @param length of it in bytes, not 0
    /// @return the count, 0 at the end, or an error
    public int receive(int fd, long address, long length) {
        long size = room(length);
        return StreamCalls.recv(errno(), fd, address, size);
    }

    /// Receives the available data into the user's memory.
    ///
    /// @param fd a socket
    /// @param target native memory that can be written to, not empty
    /// @return the count, 0 at the end, or an error
    /// @throws IllegalArgumentException if nothing can be received into it
    /// @throws IllegalStateException if its arena is closed
    /// @throws WrongThreadException if it is another thread's
    public int receive(int fd, MemorySegment target) {
        long size = room(target);
        return HoldingCalls.recv(errno(), fd, target, size);
    }

    /// Reads the available data.
    ///
    /// @param fd a pipe or a device
    /// @param address of memory that stays during the call
    /// @param length of it in bytes, not 0
    /// @return the count, 0 at the end, or an error
    public int read(int fd, long address, long length) {
        long size = room(length);
        return StreamCalls.read(errno(), fd, address, size);
    }

    /// Reads the available data into the user's memory.
    ///
    /// @param fd a pipe or a device
    /// @param target native memory that can be written to, not empty
    /// @return the count, 0 at the end, or an error
    /// @throws IllegalArgumentException if nothing can be read into it
    /// @throws IllegalStateException if its arena is closed
    /// @throws WrongThreadException if it is another thread's
    public int read(int fd, MemorySegment target) {
        long size = room(target);
        return HoldingCalls.read(errno(), fd, target, size);
    }

    private static long room(MemorySegment target) {
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("a segment to read into must be writable, and this one is read-only");
        }
        return room(requireNative(target).byteSize());
    }

    /// The kernel returns 0 for an empty read, which would look like the end of the stream.
    private static long room(long length) {
        if (length <= 0) {
            throw new IllegalArgumentException(
                    "a read needs room for a byte at least, and there is room for " + length);
        }
        return Math.min(length, MAX_BYTES);
    }

    private static MemorySegment requireNative(MemorySegment segment) {
        if (!segment.isNative()) {
            throw new IllegalArgumentException(
                    "the kernel needs native memory, as of an arena or a direct buffer, and this segment is on the heap");
        }
        return segment;
    }

    // --- Writing

    /// Sends as much as the kernel accepts.
    ///
    /// @param fd a socket
    /// @param address of memory that stays during the call
    /// @param length of it in bytes
    /// @return the count, or an error
    public int send(int fd, long address, long length) {
        long size = Math.min(length, MAX_BYTES);
        return StreamCalls.send(errno(), fd, address, size);
    }

    /// Sends as much of the user's memory as the kernel accepts.
    ///
    /// @param fd a socket
    /// @param source native memory
    /// @return the count, or an error
    /// @throws IllegalArgumentException if it is on the heap
    /// @throws IllegalStateException if its arena is closed
    /// @throws WrongThreadException if it is another thread's
    public int send(int fd, MemorySegment source) {
        long size = Math.min(requireNative(source).byteSize(), MAX_BYTES);
        return HoldingCalls.send(errno(), fd, source, size);
    }

    /// Writes as much as the kernel accepts.
    ///
    /// @param fd a pipe or a device
    /// @param address of memory that stays during the call
    /// @param length of it in bytes
    /// @return the count, or an error
    public int write(int fd, long address, long length) {
        long size = Math.min(length, MAX_BYTES);
        return StreamCalls.write(errno(), fd, address, size);
    }

    /// Writes as much of the user's memory as the kernel accepts.
    ///
    /// @param fd a pipe or a device
    /// @param source native memory
    /// @return the count, or an error
    /// @throws IllegalArgumentException if it is on the heap
    /// @throws IllegalStateException if its arena is closed
    /// @throws WrongThreadException if it is another thread's
    public int write(int fd, MemorySegment source) {
        long size = Math.min(requireNative(source).byteSize(), MAX_BYTES);
        return HoldingCalls.write(errno(), fd, source, size);
    }

    // --- Writing several parts at once

    /// Sets a part for [#sendParts] or [#writeParts]; all parts together are less than 2 GiB.
    ///
    /// @param index its number, from 0 and below [#MAX_PARTS]
    /// @param address of memory that stays valid until then
    /// @param length of it in bytes
    public void setPart(int index, long address, long length) {
        Abi.putBuffer(parts + (long) Objects.checkIndex(index, MAX_PARTS) * Abi.BUF_SIZE, address, length);
    }

    /// Sends as much as the kernel accepts of several parts, in order.
    ///
    /// @param fd a socket
    /// @param count how many of the parts, from the first on
    /// @return how many bytes, or an error
    public int sendParts(int fd, int count) {
        Memory.putLong(message + Abi.MSGHDR_IOVLEN, checkCount(count));
        return StreamCalls.sendmsg(errno(), fd, message);
    }

    /// Writes as much as the kernel accepts of several parts, in order.
    ///
    /// @param fd a pipe or a device
    /// @param count how many of the parts, from the first on
    /// @return how many bytes, or an error
    public int writeParts(int fd, int count) {
        int checked = checkCount(count);
        return StreamCalls.writev(errno(), fd, parts, checked);
    }

    private static int checkCount(int count) {
        return Objects.checkIndex(count, MAX_PARTS + 1);
    }
}
