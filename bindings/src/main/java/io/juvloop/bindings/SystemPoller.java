package io.juvloop.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// A kernel set of descriptors that a loop waits for, level-triggered: an event is reported in every wait while
/// its condition holds.
///
/// A loop keeps one beside libuv's. It holds the loop's stream sockets, and `uv_backend_fd`, which is readable
/// when libuv has something to do. So one wait serves both, and a socket with data is read without any upcall.
///
/// The caller owns the descriptors, and must remove one before closing it: the kernel forgets it by itself only
/// if no copy of it is open, and by then its number may belong to another file.
///
/// Nothing is allocated by [#set] and [#await].
///
/// Loop thread only; Linux and macOS. Memory and descriptor live until [#close]. See
/// [epoll(7)](https://man7.org/linux/man-pages/man7/epoll.7.html) and
/// [kqueue(2)](https://keith.github.io/xcode-man-pages/kqueue.2.html).
public abstract sealed class SystemPoller implements AutoCloseable permits EpollPoller, KqueuePoller {
    /// Data, a connection, the end of the stream, or an error is waiting.
    public static final int READABLE = UvPoll.READABLE;

    /// There is room for data, a connection was made, or an error is waiting.
    public static final int WRITABLE = UvPoll.WRITABLE;

    /// The most events of one wait; the next wait returns further ones.
    static final int CAPACITY = 1024;

    /// No limit.
    public static final int FOR_EVER = -1;

    private static final int CLOSED = -1;

    private final Arena arena = Arena.ofShared(); // one thread may run the loop and another may close it
    private int fd;
    private int size;
    private int count;

    final ErrnoBlock errno = ErrnoBlock.take();

    /// Takes over a new descriptor.
    SystemPoller(int fd) {
        this.fd = fd;
    }

    /// Whether this system has a supported kind of set.
    ///
    /// @return true on Linux and macOS
    public static boolean isSupported() {
        return Platform.current().isLinux() || Platform.current().isMac();
    }

    /// Makes an empty set, which other programs do not inherit.
    ///
    /// @return the set, the caller's to close
    /// @throws UvFailure if it cannot be made, such as EMFILE
    /// @throws UnsupportedOperationException where it is not supported
    public static SystemPoller open() {
        if (Platform.current().isLinux()) {
            return EpollPoller.open(CAPACITY);
        }
        if (Platform.current().isMac()) {
            return KqueuePoller.open(CAPACITY);
        }
        throw new UnsupportedOperationException("no set of descriptors is known on " + Platform.current());
    }

    /// The native memory of the set.
    final MemorySegment allocate(long bytes) {
        return arena.allocate(bytes, Long.BYTES);
    }

    /// Changes the watched events of a descriptor.
    ///
    /// A change of the word alone is applied as well. A descriptor that could not be added is not in the set; a
    /// descriptor that could not be removed, because it is closed or absent, is not in the set either.
    ///
    /// @param fd the descriptor
    /// @param before of [#READABLE] and [#WRITABLE], the `after` of the previous call; 0 if it is not in the set
    /// @param after the events to watch now; 0 removes it
    /// @param word that its events carry
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

    /// Waits until a descriptor is ready. A signal ends the wait without an event.
    ///
    /// @param timeoutMillis the longest wait; 0 returns at once, [#FOR_EVER] means no limit
    /// @return the number of events, for [#word] and [#ready] until the next call of this
    public final int await(int timeoutMillis) {
        count = 0;
        count = events(requireOpen(), timeoutMillis);
        return count;
    }

    abstract int events(int set, int timeoutMillis);

    /// Returns the word of an event's descriptor, as given to [#set].
    ///
    /// @param event its number, from 0
    /// @return the word
    public final long word(int event) {
        return wordAt(Objects.checkIndex(event, count));
    }

    abstract long wordAt(int event);

    /// Changes the word of a returned event, until the next call of [#await].
    final void word(int event, long word) {
        putWordAt(Objects.checkIndex(event, count), word);
    }

    abstract void putWordAt(int event, long word);

    /// Returns what the descriptor of an event is ready for. A lost peer or an error makes it ready for every
    /// wanted event, and on Linux for both; the next operation shows the reason. A descriptor may have two events
    /// in one wait.
    ///
    /// @param event its number, from 0
    /// @return of [#READABLE] and [#WRITABLE], at least one
    public final int ready(int event) {
        return readyAt(Objects.checkIndex(event, count));
    }

    abstract int readyAt(int event);

    /// The result of a wait that failed.
    final int interrupted(String operation) {
        int code = errno.code();
        if (code == Abi.EINTR) {
            return 0;
        }
        throw new UvFailure(operation, code);
    }

    /// Whether the set is empty.
    ///
    /// @return true if every descriptor was removed by [#set]
    public final boolean isEmpty() {
        return size == 0;
    }

    /// Returns how many descriptors are in the set.
    ///
    /// @return how many [#set] has added and not removed
    public final int size() {
        return size;
    }

    /// Returns the descriptor of the set itself, which can be in another set.
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

    /// Closes the set and frees its memory; the descriptors in it stay open. Closing it again has no effect.
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
