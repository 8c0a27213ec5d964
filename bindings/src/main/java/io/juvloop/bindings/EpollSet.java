package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;

/// The kernel's set of the descriptors that a loop waits for, asked what libuv would have to ask too late.
///
/// Any thread; Linux only. See [epoll_ctl(2)](https://man7.org/linux/man-pages/man2/epoll_ctl.2.html).
final class EpollSet {
    private static final int ADD = 1;
    private static final int REMOVE = 2;
    private static final int EVENT_SIZE = 16;
    private static final int EEXIST = UvErrors.code("EEXIST");

    private static final MethodHandle EPOLL_CTL = LibC.link("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);

    private EpollSet() {}

    /// Whether a descriptor can be in the set of a loop, which is left as it was.
    ///
    /// @param loop whose set
    /// @param fd the descriptor
    /// @return false if it is not open, or is a file or a device that nobody can wait for
    static boolean accepts(UvLoop loop, int fd) {
        int set = uv_h.uv_backend_fd(loop.pointer());
        try (Arena arena = Arena.ofConfined()) {
            long nothing = arena.allocate(EVENT_SIZE).address();
            long added = LibC.result(state -> (int) EPOLL_CTL.invokeExact(state, set, ADD, fd, nothing));
            if (added == 0) {
                var _ = LibC.result(state -> (int) EPOLL_CTL.invokeExact(state, set, REMOVE, fd, nothing));
            }
            return added == 0 || added == EEXIST;
        }
    }
}
