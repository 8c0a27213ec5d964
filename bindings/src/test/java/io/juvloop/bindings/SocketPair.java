package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Two connected, non-blocking stream sockets without a loop. Closing the pair closes what is open of it.
final class SocketPair implements AutoCloseable {
    private final int near;
    private final int far;
    private boolean nearIsOpen = true;
    private boolean farIsOpen = true;

    SocketPair() {
        LibUv.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(JAVA_INT, 2);
            UvFailure.check("uv_socketpair", uv_h.uv_socketpair(Abi.SOCK_STREAM, 0, ends, 0, 0));
            near = ends.getAtIndex(JAVA_INT, 0);
            far = ends.getAtIndex(JAVA_INT, 1);
        }
        Fcntl.check(near, Fcntl.F_SETFL, Abi.O_NONBLOCK);
        Fcntl.check(far, Fcntl.F_SETFL, Abi.O_NONBLOCK);
    }

    int near() {
        return near;
    }

    int far() {
        return far;
    }

    void closeNear() {
        if (nearIsOpen) {
            nearIsOpen = false;
            Descriptors.close(near);
        }
    }

    void closeFar() {
        if (farIsOpen) {
            farIsOpen = false;
            Descriptors.close(far);
        }
    }

    @Override
    public void close() {
        closeNear();
        closeFar();
    }
}
