package io.juvloop.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// A set of descriptors in the kernel that a loop waits for, level-triggered: an event comes again as long as what it
/// is about is so.
///
/// A loop keeps one beside libuv's own. It holds the loop's stream sockets, and `uv_backend_fd`, which is readable
/// when libuv has something to do. So one wait serves both, and a socket that has bytes is read without any upcall.
///
/// The descriptors stay their owners'. One must be removed before it is closed: the kernel forgets it by itself only
/// if no copy of it is open, and its number may be another's by then.
///
/// Nothing is allocated by [#set] and [#await].
///
/// Loop thread only; Linux and macOS. Memory and descriptor live until [#close]. See
/// [epoll(7)](https://man7.org/linux/man-pages/man7/epoll.7.html) and
/// [kqueue(2)](https://keith.github.io/xcode-man-pages/kqueue.2.html).
public abstract sealed class Poller implements AutoCloseable permits EpollPoller, KqueuePoller {
    /// Bytes, a connection, the end, or an error waits.
    public static final int READABLE = UvPoll.READABLE;

    /// There is room, a connection was made, or an error waits.
    public static final int WRITABLE = UvPoll.WRITABLE;

    /// How many events one wait brings; if there are more, the next wait brings others.
    static final int CAPACITY = 1024;

    /// Waits for ever.
    public static final int FOR_EVER = -1;

    private static final int CLOSED = -1;

    private final Arena arena = Arena.ofShared(); // one thread may run the loop and another close it
    private int fd;
    private int size;
    private int count;

    final ErrnoBlock errno = ErrnoBlock.take();

    /// Takes over a descriptor that was just made.
    Poller(int fd) {
        this.fd = fd;
    }

    /// Whether this system has a kind of set that is known here.
    ///
    /// @return true on Linux and macOS
    public static boolean isSupported() {
        return Host.current().isLinux() || Host.current().isMac();
    }

    /// Makes an empty set, which other programs do not get.
    ///
    /// @return the set, the caller's to close
    /// @throws UvFailure if it cannot be made, such as EMFILE
    /// @throws UnsupportedOperationException where it is not supported
    public static Poller open() {
        if (Host.current().isLinux()) {
            return EpollPoller.open(CAPACITY);
        }
        if (Host.current().isMac()) {
            return KqueuePoller.open(CAPACITY);
        }
        throw new UnsupportedOperationException("no set of descriptors is known on " + Host.current());
    }

    /// Memory that goes with the set.
    final MemorySegment allocate(long bytes) {
        return arena.allocate(bytes, Long.BYTES);
    }

    /// Changes what is watched of a descriptor.
    ///
    /// The change also happens if only the word is another one. A descriptor that could not be put in is not in the
    /// set; one that could not be removed, because it is closed or not there, is not in it either.
    ///
    /// @param fd the descriptor
    /// @param before of [#READABLE] and [#WRITABLE], what the call before asked for; 0 if it is not in the set
    /// @param after what is asked for now; 0 removes it
    /// @param word what its events carry
    /// @return 0, or libuv's negative number, such as EBADF for a descriptor that is closed, ENOSPC if the user
    ///   watches too many, and on Linux EPERM for a file, EEXIST and ENOENT if `before` is not true
    public final int set(int fd, int before, int after, long word) {
        int set = requireOpen();
        if ((before | after) == 0) {
            return 0;
        }
        int status = change(set, fd, before, after, word);
        if (before == 0) {
            size += status == 0 ? 1 : 0;
        } else if (after == 0) {
            size--;
        }
        return status;
    }

    abstract int change(int set, int fd, int before, int after, long word);

    /// Waits until something is ready. A signal that interrupts it ends it without an event.
    ///
    /// @param timeoutMillis how long at most; 0 only looks, [#FOR_EVER] waits
    /// @return the number of events, for [#word] and [#ready] until the next call of this
    public final int await(int timeoutMillis) {
        count = 0;
        count = events(requireOpen(), timeoutMillis);
        return count;
    }

    abstract int events(int set, int timeoutMillis);

    /// What [#set] gave with the descriptor of an event.
    ///
    /// @param event its number, from 0
    /// @return the word
    public final long word(int event) {
        return wordAt(Objects.checkIndex(event, count));
    }

    abstract long wordAt(int event);

    /// Changes the word of an event that came, until the next call of [#await].
    final void word(int event, long word) {
        putWordAt(Objects.checkIndex(event, count), word);
    }

    abstract void putWordAt(int event, long word);

    /// What the descriptor of an event is ready for. A peer that is gone, or an error, makes it ready for all that was
    /// asked, and on Linux for both: the next operation tells. A descriptor may have two events in one wait.
    ///
    /// @param event its number, from 0
    /// @return of [#READABLE] and [#WRITABLE], at least one
    public final int ready(int event) {
        return readyAt(Objects.checkIndex(event, count));
    }

    abstract int readyAt(int event);

    /// The answer to a wait that failed.
    final int interrupted(String operation) {
        int code = errno.code();
        if (code == Abi.EINTR) {
            return 0;
        }
        throw new UvFailure(operation, code);
    }

    /// Whether nothing is in the set.
    ///
    /// @return true if every descriptor was removed by [#set]
    public final boolean isEmpty() {
        return size == 0;
    }

    /// How many descriptors are in the set.
    ///
    /// @return those that [#set] has put in and not removed
    public final int size() {
        return size;
    }

    /// The descriptor of the set, which can be in another set.
    ///
    /// @return its number
    public final long fd() {
        return requireOpen();
    }

    private int requireOpen() {
        if (fd == CLOSED) {
            throw new IllegalStateException("the set of descriptors is closed");
        }
        return fd;
    }

    /// Closes the set and frees its memory; the descriptors in it stay open. Does nothing if it is closed.
    @Override
    public final void close() {
        if (fd != CLOSED) {
            arena.close(); // refused while another thread waits
            int set = fd;
            fd = CLOSED;
            size = 0;
            count = 0;
            errno.release();
            Descriptors.close(set);
        }
    }
}
