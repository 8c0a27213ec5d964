package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The system calls of an established stream, linked by hand as [Downcalls] are. The loop's memory is passed by
/// address, the user's as a segment, so that its arena cannot be closed during the call. Each call is linked at
/// its first use.
///
/// Each returns a count, or libuv's negative number for the errno. A call that a signal interrupts is repeated.
/// None is linked as critical, which would gain five of 450 nanoseconds at best; and on a descriptor that other
/// code made blocking, the call would delay the garbage collector.
///
/// Loop thread only; not for Windows. See [recv(2)](https://man7.org/linux/man-pages/man2/recv.2.html) and
/// [send(2)](https://man7.org/linux/man-pages/man2/send.2.html).
final class StreamCalls {
    private static final MemoryLayout P = JAVA_LONG;
    private static final MemoryLayout I = JAVA_INT;

    private static final int DONTWAIT = Platform.current().isLinux() ? 0x40 : 0x80;

    /// Another owner of the socket may have made it blocking, for all owners.
    private static final int NEITHER_SIGNAL_NOR_WAIT = Abi.MSG_NOSIGNAL | DONTWAIT;

    private StreamCalls() {}

    private static MethodHandle link(String name, MemoryLayout... parameters) {
        return LibC.link(name, FunctionDescriptor.of(JAVA_LONG, parameters));
    }

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

    private static final class RecvHolding {
        static final CallBoundary CALL = new CallBoundary(link("recv", I, ADDRESS, P, I));
    }

    /// Receives from a socket, holding the target's arena open.
    static int recv(ErrnoBlock errno, int fd, MemorySegment target, long size) {
        long count;
        do {
            try {
                count = (long) RecvHolding.CALL.handle.invokeExact(errno.state(), fd, target, size, DONTWAIT);
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

    private static final class ReadHolding {
        static final MethodHandle HANDLE = link("read", I, ADDRESS, P);
    }

    /// Reads from a descriptor that is not a socket, holding the target's arena open.
    static int read(ErrnoBlock errno, int fd, MemorySegment target, long size) {
        long count;
        do {
            try {
                count = (long) ReadHolding.HANDLE.invokeExact(errno.state(), fd, target, size);
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

    private static final class SendHolding {
        static final CallBoundary CALL = new CallBoundary(link("send", I, ADDRESS, P, I));
    }

    /// Sends to a socket, holding the source's arena open.
    static int send(ErrnoBlock errno, int fd, MemorySegment source, long size) {
        long count;
        do {
            try {
                count = (long)
                        SendHolding.CALL.handle.invokeExact(errno.state(), fd, source, size, NEITHER_SIGNAL_NOR_WAIT);
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

    private static final class WriteHolding {
        static final MethodHandle HANDLE = link("write", I, ADDRESS, P);
    }

    /// Writes to a descriptor that is not a socket, holding the source's arena open.
    static int write(ErrnoBlock errno, int fd, MemorySegment source, long size) {
        long count;
        do {
            try {
                count = (long) WriteHolding.HANDLE.invokeExact(errno.state(), fd, source, size);
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
