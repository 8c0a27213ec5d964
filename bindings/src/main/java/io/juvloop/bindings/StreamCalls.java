package io.juvloop.bindings;

import java.lang.invoke.MethodHandle;

/// The system calls of an established stream on memory of the loop's, linked by hand as [Downcalls] are.
/// [HoldingCalls] has those on the user's memory.
///
/// Each returns a count, or libuv's negative number for the errno. A call that a signal interrupts is repeated.
/// None is linked as critical, which would gain five of 450 nanoseconds at best; and on a descriptor that other
/// code made blocking, the call would delay the garbage collector.
///
/// Loop thread only; not for Windows. See [recv(2)](https://man7.org/linux/man-pages/man2/recv.2.html) and
/// [send(2)](https://man7.org/linux/man-pages/man2/send.2.html).
final class StreamCalls {
    static final int DONTWAIT = Platform.current().isLinux() ? 0x40 : 0x80;

    /// Another owner of the socket may have made it blocking, for all owners.
    static final int NEITHER_SIGNAL_NOR_WAIT = Abi.MSG_NOSIGNAL | DONTWAIT;

    private StreamCalls() {}

    private static final class Recv {
        static final CallBoundary CALL = new CallBoundary(LibC.linkUniform("recv"));
    }

    /// Receives from a socket into memory of the loop's.
    static int recv(ErrnoBlock errno, int fd, long address, long size) {
        long count;
        do {
            try {
                count = (long)
                        Recv.CALL.handle.invokeExact(errno.state(), (long) fd, address, size, (long) DONTWAIT, 0L);
            } catch (Throwable thrown) {
                throw Downcalls.rethrow(thrown);
            }
        } while (count < 0 && errno.isToRepeat());
        return count < 0 ? errno.code() : (int) count;
    }

    private static final class Read {
        static final MethodHandle HANDLE = LibC.linkUniform("read");
    }

    /// Reads from a descriptor that is not a socket into memory of the loop's.
    static int read(ErrnoBlock errno, int fd, long address, long size) {
        long count;
        do {
            try {
                count = (long) Read.HANDLE.invokeExact(errno.state(), (long) fd, address, size, 0L, 0L);
            } catch (Throwable thrown) {
                throw Downcalls.rethrow(thrown);
            }
        } while (count < 0 && errno.isToRepeat());
        return count < 0 ? errno.code() : (int) count;
    }

    private static final class Send {
        static final CallBoundary CALL = new CallBoundary(LibC.linkUniform("send"));
    }

    /// Sends memory of the loop's to a socket.
    static int send(ErrnoBlock errno, int fd, long address, long size) {
        long count;
        do {
            try {
                count = (long) Send.CALL.handle.invokeExact(
                        errno.state(), (long) fd, address, size, (long) NEITHER_SIGNAL_NOR_WAIT, 0L);
            } catch (Throwable thrown) {
                throw Downcalls.rethrow(thrown);
            }
        } while (count < 0 && errno.isToRepeat());
        return count < 0 ? errno.code() : (int) count;
    }

    private static final class Write {
        static final MethodHandle HANDLE = LibC.linkUniform("write");
    }

    /// Writes memory of the loop's to a descriptor that is not a socket.
    static int write(ErrnoBlock errno, int fd, long address, long size) {
        long count;
        do {
            try {
                count = (long) Write.HANDLE.invokeExact(errno.state(), (long) fd, address, size, 0L, 0L);
            } catch (Throwable thrown) {
                throw Downcalls.rethrow(thrown);
            }
        } while (count < 0 && errno.isToRepeat());
        return count < 0 ? errno.code() : (int) count;
    }

    private static final class Sendmsg {
        static final MethodHandle HANDLE = LibC.linkUniform("sendmsg");
    }

    /// Sends the buffers of a `msghdr` to a socket.
    static int sendmsg(ErrnoBlock errno, int fd, long message) {
        long count;
        do {
            try {
                count = (long) Sendmsg.HANDLE.invokeExact(
                        errno.state(), (long) fd, message, (long) NEITHER_SIGNAL_NOR_WAIT, 0L, 0L);
            } catch (Throwable thrown) {
                throw Downcalls.rethrow(thrown);
            }
        } while (count < 0 && errno.isToRepeat());
        return count < 0 ? errno.code() : (int) count;
    }

    private static final class Writev {
        static final MethodHandle HANDLE = LibC.linkUniform("writev");
    }

    /// Writes several `iovec` to a descriptor that is not a socket.
    static int writev(ErrnoBlock errno, int fd, long vectors, int vectorCount) {
        long count;
        do {
            try {
                count = (long) Writev.HANDLE.invokeExact(errno.state(), (long) fd, vectors, (long) vectorCount, 0L, 0L);
            } catch (Throwable thrown) {
                throw Downcalls.rethrow(thrown);
            }
        } while (count < 0 && errno.isToRepeat());
        return count < 0 ? errno.code() : (int) count;
    }
}
