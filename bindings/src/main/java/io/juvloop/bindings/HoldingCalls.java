package io.juvloop.bindings;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The system calls of an established stream on the user's memory. It is passed as a segment, so that its arena cannot
/// be closed during the call. Otherwise they are as those of [StreamCalls].
///
/// Loop thread only; not for Windows. See [recv(2)](https://man7.org/linux/man-pages/man2/recv.2.html) and
/// [send(2)](https://man7.org/linux/man-pages/man2/send.2.html).
final class HoldingCalls {
    private HoldingCalls() {}

    private static final class Recv {
        static final CallBoundary CALL = new CallBoundary(LibC.linkHolding("recv"));
    }

    /// Receives from a socket.
    static int recv(ErrnoBlock errno, int fd, MemorySegment target, long size) {
        Linking.ensure(HoldingCalls.class);
        long count;
        do {
            try {
                count = (long) Recv.CALL.handle.invokeExact(
                        errno.state(), (long) fd, target, size, (long) StreamCalls.DONTWAIT, 0L, 0L);
            } catch (Throwable thrown) {
                throw Downcalls.rethrow(thrown);
            }
        } while (count < 0 && errno.isToRepeat());
        return count < 0 ? errno.code() : (int) count;
    }

    private static final class Read {
        static final MethodHandle HANDLE = LibC.linkHolding("read");
    }

    /// Reads from a descriptor that is not a socket.
    static int read(ErrnoBlock errno, int fd, MemorySegment target, long size) {
        Linking.ensure(HoldingCalls.class);
        long count;
        do {
            try {
                count = (long) Read.HANDLE.invokeExact(errno.state(), (long) fd, target, size, 0L, 0L, 0L);
            } catch (Throwable thrown) {
                throw Downcalls.rethrow(thrown);
            }
        } while (count < 0 && errno.isToRepeat());
        return count < 0 ? errno.code() : (int) count;
    }

    private static final class Send {
        static final CallBoundary CALL = new CallBoundary(LibC.linkHolding("send"));
    }

    /// Sends to a socket.
    static int send(ErrnoBlock errno, int fd, MemorySegment source, long size) {
        Linking.ensure(HoldingCalls.class);
        long count;
        do {
            try {
                count = (long) Send.CALL.handle.invokeExact(
                        errno.state(), (long) fd, source, size, (long) StreamCalls.NEITHER_SIGNAL_NOR_WAIT, 0L, 0L);
            } catch (Throwable thrown) {
                throw Downcalls.rethrow(thrown);
            }
        } while (count < 0 && errno.isToRepeat());
        return count < 0 ? errno.code() : (int) count;
    }

    private static final class Write {
        static final MethodHandle HANDLE = LibC.linkHolding("write");
    }

    /// Writes to a descriptor that is not a socket.
    static int write(ErrnoBlock errno, int fd, MemorySegment source, long size) {
        Linking.ensure(HoldingCalls.class);
        long count;
        do {
            try {
                count = (long) Write.HANDLE.invokeExact(errno.state(), (long) fd, source, size, 0L, 0L, 0L);
            } catch (Throwable thrown) {
                throw Downcalls.rethrow(thrown);
            }
        } while (count < 0 && errno.isToRepeat());
        return count < 0 ? errno.code() : (int) count;
    }
}
