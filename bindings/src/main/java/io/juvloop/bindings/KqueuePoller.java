package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/// The set of descriptors on macOS: a kqueue, in which reading and writing a descriptor are two filters, with one
/// event each.
///
/// Each change of a filter is answered by a receipt, so that the failure of one does not hide the other. A file
/// may be in the set, and is readable until it was read to its end.
///
/// Loop thread only; macOS only. See
/// [kevent(2)](https://keith.github.io/xcode-man-pages/kqueue.2.html).
final class KqueuePoller extends SystemPoller {
    private static final int FILTERS = 2;
    private static final int TIMESPEC_SIZE = 16;
    private static final int TIMESPEC_NANOS = 8;
    private static final int MILLIS = 1000;
    private static final int NANOS = 1_000_000;

    /// The calls that wait must not be linked as critical: the garbage collector would wait too.
    private static final class Calls {
        static final MethodHandle KQUEUE = LibC.link("kqueue");
        static final MethodHandle KEVENT =
                LibC.link("kevent", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG);

        private Calls() {}
    }

    private final int capacity;
    private final long events;
    private final long changes;
    private final long receipts;
    private final long timeout;
    private final long noTime;

    private KqueuePoller(int fd, int capacity) {
        super(fd);
        this.capacity = capacity;
        events = allocate((long) capacity * Abi.KEVENT_SIZE).address();
        changes = allocate((long) FILTERS * Abi.KEVENT_SIZE).address();
        receipts = allocate((long) FILTERS * Abi.KEVENT_SIZE).address();
        timeout = allocate(TIMESPEC_SIZE).address();
        noTime = allocate(TIMESPEC_SIZE).address();
    }

    static KqueuePoller open(int capacity) {
        int fd = LibC.check("kqueue", state -> (int) Calls.KQUEUE.invokeExact(state));
        Fcntl.check(fd, Fcntl.F_SETFD, Fcntl.FD_CLOEXEC);
        return new KqueuePoller(fd, capacity);
    }

    @Override
    int change(int set, int fd, int before, int after, long word) {
        int count = put(0, fd, READABLE, before, after, word);
        count = put(count, fd, WRITABLE, before, after, word);
        int status = submit(set, count);
        if (status < 0 && before == 0) {
            takeBack(set, fd, after);
        }
        return status;
    }

    /// Adding a filter that exists gives it the new word.
    private int put(int count, int fd, int interest, int before, int after, long word) {
        if ((after & interest) != 0) {
            putChange(count, fd, interest, Abi.EV_ADD, word);
        } else if ((before & interest) != 0) {
            putChange(count, fd, interest, Abi.EV_DELETE, word);
        } else {
            return count;
        }
        return count + 1;
    }

    private void putChange(int index, int fd, int interest, int action, long word) {
        long change = changes + (long) index * Abi.KEVENT_SIZE;
        Memory.putLong(change + Abi.KEVENT_IDENT, fd);
        Memory.putShort(
                change + Abi.KEVENT_FILTER, (short) (interest == READABLE ? Abi.EVFILT_READ : Abi.EVFILT_WRITE));
        Memory.putShort(change + Abi.KEVENT_FLAGS, (short) (action | Abi.EV_RECEIPT));
        Memory.putInt(change + Abi.KEVENT_FFLAGS, 0);
        Memory.putLong(change + Abi.KEVENT_DATA, 0);
        Memory.putLong(change + Abi.KEVENT_UDATA, word);
    }

    /// If one filter of a descriptor was refused, the other is removed too.
    private void takeBack(int set, int fd, int interests) {
        int count = put(0, fd, READABLE, interests, 0, 0);
        count = put(count, fd, WRITABLE, interests, 0, 0);
        int _ = submit(set, count); // one of the two does not exist
    }

    /// Applies the changes, and returns the first error.
    private int submit(int set, int count) {
        int receiptCount = kevent(set, count, receipts, count, noTime);
        if (receiptCount < 0) {
            return errno.code();
        }
        for (int i = 0; i < receiptCount; i++) {
            long receipt = receipts + (long) i * Abi.KEVENT_SIZE;
            int code = (int) Memory.getLong(receipt + Abi.KEVENT_DATA);
            if (code != 0 && (Memory.getShort(receipt + Abi.KEVENT_FLAGS) & Abi.EV_ERROR) != 0) {
                return -code;
            }
        }
        return 0;
    }

    private int kevent(int set, int changeCount, long target, int size, long time) {
        try {
            return (int) Calls.KEVENT.invokeExact(errno.state(), set, changes, changeCount, target, size, time);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    @Override
    int events(int set, int timeoutMillis) {
        long time = 0;
        if (timeoutMillis >= 0) {
            Memory.putLong(timeout, timeoutMillis / MILLIS);
            Memory.putLong(timeout + TIMESPEC_NANOS, (long) (timeoutMillis % MILLIS) * NANOS);
            time = timeout;
        }
        int count = kevent(set, 0, events, capacity, time);
        return count < 0 ? interrupted("kevent") : count;
    }

    @Override
    long wordAt(int event) {
        return Memory.getLong(at(event) + Abi.KEVENT_UDATA);
    }

    @Override
    void putWordAt(int event, long word) {
        Memory.putLong(at(event) + Abi.KEVENT_UDATA, word);
    }

    @Override
    int readyAt(int event) {
        long at = at(event);
        if ((Memory.getShort(at + Abi.KEVENT_FLAGS) & Abi.EV_ERROR) != 0) {
            return READABLE | WRITABLE;
        }
        return Memory.getShort(at + Abi.KEVENT_FILTER) == Abi.EVFILT_READ ? READABLE : WRITABLE;
    }

    private long at(int event) {
        return events + (long) event * Abi.KEVENT_SIZE;
    }
}
