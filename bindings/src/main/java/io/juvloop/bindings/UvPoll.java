package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// A `uv_poll_t`: says when a descriptor that belongs to somebody else can be read or written, again and again as
/// long as that is so.
///
/// The descriptor stays its owner's, who may close it as soon as [#stop] or [#close] has returned: both take it
/// out of the kernel's set at once. A loop may have one poll for a descriptor, and none for that of a stream.
///
/// Where the loop polls itself (see [Driver]), a descriptor that was closed while it was watched has no events any
/// more, also if its number serves another. Where libuv polls, it has events for ever. libuv also drops what it watches
/// under a number when a poll of that number is closed, whoever has the number by then. So where the loop polls itself,
/// libuv does not know the number: the handle is a `uv_prepare_t` that is never started.
///
/// Loop thread only. See [uv_poll_t](https://docs.libuv.org/en/v1.x/poll.html).
public sealed class UvPoll extends PolledHandle permits PosixProcess {
    /// `UV_READABLE`: bytes, a connection, the end, or an error waits.
    public static final int READABLE = 1;

    /// `UV_WRITABLE`: there is room, a connection was made, or an error waits.
    public static final int WRITABLE = 2;

    /// Hears what a descriptor is ready for.
    @FunctionalInterface
    public interface Events {
        /// It is ready.
        ///
        /// @param status 0; or, where libuv polls, a negative number if there is an error for the next
        ///   operation to meet, and then the poll is stopped
        /// @param events of [#READABLE] and [#WRITABLE]
        void onPoll(int status, int events);

        /// It is ready, and the thread that waits asks for what can be done without the user's code. Called only where
        /// the loop polls itself.
        ///
        /// @param events of [#READABLE] and [#WRITABLE]
        /// @return false if [#onPoll] must follow
        default boolean pollInPlace(int events) {
            return false;
        }
    }

    /// `uv_os_sock_t` is passed by value and is wider on Windows, so the generated binding cannot serve both.
    private static final class Init {
        static final MethodHandle HANDLE = Abi.OS_SOCKET_BYTES == 4
                ? Downcalls.link(
                        "uv_poll_init_socket",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT))
                : Downcalls.link(
                        "uv_poll_init_socket",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG));
    }

    private final long socket;
    private final Events events;
    private int watched;

    /// Makes a poll, which watches for nothing yet, and makes the descriptor non-blocking.
    ///
    /// @param loop to live in
    /// @param socket its number
    /// @param events hears what happens
    /// @throws UvFailure if it cannot be watched, as a file; or EEXIST if the loop watches it already
    public UvPoll(UvLoop loop, long socket, Events events) {
        super(loop, HandleType.POLL);
        this.socket = socket;
        this.events = events;
        boolean own = loop.driver().pollsStreams();
        initialised("uv_poll_init_socket", own ? initOwn() : init(loop.open(), open(), socket));
    }

    private int initOwn() {
        if (socket < 0 || socket > Integer.MAX_VALUE) {
            return UvErrors.EBADF;
        }
        try {
            PosixDescriptors.neverBlock((int) socket);
        } catch (UvFailure notOpen) {
            return notOpen.code();
        }
        int status = loop.driver().polledSet().probe(this, (int) socket);
        return status < 0 ? status : uv_h.uv_prepare_init(loop.pointer(), pointer());
    }

    private static int init(long loop, long handle, long socket) {
        try {
            return Abi.OS_SOCKET_BYTES == 4
                    ? (int) Init.HANDLE.invokeExact(loop, handle, (int) socket)
                    : (int) Init.HANDLE.invokeExact(loop, handle, socket);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    /// The number of the socket.
    ///
    /// @return as it was given
    public final long socket() {
        return socket;
    }

    /// Whether the system lets the loop wait for the descriptor of a poll that was started. It does not once that
    /// is closed. Where libuv polls, the number may be something else's by then that can be waited for; libuv asks
    /// when it waits, and ends the process if the answer is no.
    ///
    /// @return true if it does
    public final boolean isPossible() {
        if (loop.driver().pollsStreams()) {
            return isWatched();
        }
        return Host.current().isLinux() ? EpollSet.accepts(loop, (int) socket) : Descriptors.isOpen(socket);
    }

    @Override
    final long number() {
        return socket;
    }

    /// Watches for events, instead of those before.
    ///
    /// @param mask of [#READABLE] and [#WRITABLE], not 0
    /// @throws UvFailure EEXIST if a stream of the loop has begun to use the descriptor
    public final void start(int mask) {
        if (loop.driver().pollsStreams()) {
            inUse();
            UvFailure.check("uv_poll_start", wantNow(mask));
        } else {
            UvFailure.check("uv_poll_start", Downcalls.uv_poll_start(open(), mask, Callbacks.Poll.STUB));
            watched = mask;
        }
    }

    /// Watches for nothing; an event that is under way does not come either.
    public final void stop() {
        watched = 0;
        if (loop.driver().pollsStreams()) {
            inUse();
            var _ = wantNow(0); // which fails if the descriptor was closed, and then nothing is watched
        } else {
            UvFailure.check("uv_poll_stop", Downcalls.uv_poll_stop(open()));
        }
    }

    /// What libuv recorded before the poll was stopped is ignored.
    final void recorded(int status, int events) {
        int ready = events & watched;
        if (isOpen() && watched != 0 && (status < 0 || ready != 0)) {
            fire(status, ready);
        }
    }

    @Override
    final void polled(int ready) {
        fire(0, ready);
    }

    @Override
    final boolean polledInPlace() {
        return events.pollInPlace(READABLE);
    }

    @Override
    final void pollRefused(int status) {
        fire(status, 0);
    }

    void fire(int status, int ready) {
        events.onPoll(status, ready);
    }
}
