package io.juvloop.bindings;

import java.lang.invoke.MethodHandle;

/// The set of descriptors on Linux: an epoll instance.
///
/// If more descriptors are ready than one wait returns, the next wait continues with the others, so none is
/// passed over.
///
/// Loop thread only; Linux only. See [epoll_ctl(2)](https://man7.org/linux/man-pages/man2/epoll_ctl.2.html).
final class EpollPoller extends SystemPoller {
    /// The calls that wait must not be linked as critical: the garbage collector would wait too.
    private static final class Calls {
        static final MethodHandle CREATE = LibC.linkUniform("epoll_create1");
        static final MethodHandle CTL = LibC.linkUniform("epoll_ctl");
        static final CallBoundary WAIT = new CallBoundary(LibC.linkUniform("epoll_wait"));

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
        int fd = LibC.check("epoll_create1", state ->
                (int) (long) Calls.CREATE.invokeExact(state, (long) Abi.EPOLL_CLOEXEC, 0L, 0L, 0L, 0L));
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
            status = (int)
                    (long) Calls.CTL.invokeExact(errno.state(), (long) set, (long) operation, (long) fd, event, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
        return status < 0 ? errno.code() : 0;
    }

    @Override
    int events(int set, int timeoutMillis) {
        int count;
        try {
            count = (int) (long) Calls.WAIT.handle.invokeExact(
                    errno.state(), (long) set, events, (long) capacity, (long) timeoutMillis, 0L);
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
