package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/// The set of descriptors on Linux: an epoll instance.
///
/// If more descriptors are ready than one wait returns, the next wait continues with the others, so none is
/// passed over.
///
/// Loop thread only; Linux only. See [epoll_ctl(2)](https://man7.org/linux/man-pages/man2/epoll_ctl.2.html).
final class EpollPoller extends Poller {
    /// The calls that wait must not be linked as critical: the garbage collector would wait too.
    private static final class Calls {
        static final MethodHandle CREATE = LibC.link("epoll_create1", JAVA_INT);
        static final MethodHandle CTL = LibC.link("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
        static final CallBoundary WAIT =
                new CallBoundary(LibC.link("epoll_wait", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));

        private Calls() {}
    }

    private final int capacity;
    private final long events;
    private final long event;

    private EpollPoller(int fd, int capacity) {
        super(fd);
        this.capacity = capacity;
        events = allocate((long) capacity * Abi.EPOLL_EVENT_SIZE).address();
        event = allocate(Abi.EPOLL_EVENT_SIZE).address();
    }

    static EpollPoller open(int capacity) {
        int fd = LibC.check("epoll_create1", state -> (int) Calls.CREATE.invokeExact(state, Abi.EPOLL_CLOEXEC));
        return new EpollPoller(fd, capacity);
    }

    @Override
    int change(int set, int fd, int before, int after, long word) {
        int operation = before == 0 ? Abi.EPOLL_CTL_ADD : after == 0 ? Abi.EPOLL_CTL_DEL : Abi.EPOLL_CTL_MOD;
        Memory.putInt(
                event, ((after & READABLE) == 0 ? 0 : Abi.EPOLLIN) | ((after & WRITABLE) == 0 ? 0 : Abi.EPOLLOUT));
        Memory.putLong(event + Abi.EPOLL_EVENT_DATA, word);
        int status;
        try {
            status = (int) Calls.CTL.invokeExact(errno.state(), set, operation, fd, event);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
        return status < 0 ? errno.code() : 0;
    }

    @Override
    int events(int set, int timeoutMillis) {
        int count;
        try {
            count = (int) Calls.WAIT.handle.invokeExact(errno.state(), set, events, capacity, timeoutMillis);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
        return count < 0 ? interrupted("epoll_wait") : count;
    }

    @Override
    long wordAt(int event) {
        return Memory.getLong(at(event) + Abi.EPOLL_EVENT_DATA);
    }

    @Override
    void putWordAt(int event, long word) {
        Memory.putLong(at(event) + Abi.EPOLL_EVENT_DATA, word);
    }

    @Override
    int readyAt(int event) {
        int mask = Memory.getInt(at(event));
        if ((mask & (Abi.EPOLLERR | Abi.EPOLLHUP)) != 0) {
            return READABLE | WRITABLE;
        }
        return ((mask & Abi.EPOLLIN) == 0 ? 0 : READABLE) | ((mask & Abi.EPOLLOUT) == 0 ? 0 : WRITABLE);
    }

    private long at(int event) {
        return events + (long) event * Abi.EPOLL_EVENT_SIZE;
    }
}
