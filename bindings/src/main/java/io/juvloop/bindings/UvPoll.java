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
/// more, also if its number serves another. libuv does not know the number then: the handle is a `uv_prepare_t` that
/// is never started.
///
/// Where libuv polls, it is given a copy of the descriptor. libuv ends the process if it is to wait for a number
/// that is closed, and if a stream gets a number that it still watches; the number of the copy is nobody else's.
/// What the owner has closed stays open until [#isPossible] notices.
///
/// What waits is told of and nothing is changed: a descriptor that blocks still blocks.
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

    private static final long NONE = -1;

    private final long socket;
    private final Events events;
    private long copy = NONE;
    private int watched;

    /// Makes a poll, which watches for nothing yet.
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
        initialised("uv_poll_init_socket", own ? initOwn() : initLibuv());
    }

    private int initOwn() {
        if (socket < 0 || socket > Integer.MAX_VALUE) {
            return UvErrors.EBADF;
        }
        int status = loop.driver().polledSet().probe(this, (int) socket);
        return status < 0 ? status : uv_h.uv_prepare_init(loop.pointer(), pointer());
    }

    private int initLibuv() {
        if (Host.current().isWindows()) {
            return init(loop.open(), open(), socket);
        }
        if (loop.slots().find(this::isRivalOf).isPresent()) {
            return UvErrors.EEXIST;
        }
        try {
            copy = Descriptors.duplicate(socket);
            boolean blocks = PosixDescriptors.isBlocking((int) copy);
            int status = init(loop.open(), open(), copy);
            if (blocks) {
                PosixDescriptors.block((int) copy);
            }
            closeCopyAfter(status);
            return status;
        } catch (UvFailure notOpen) {
            return notOpen.code();
        }
    }

    /// libuv, which knows the copies, would let a second one be.
    private boolean isRivalOf(UvObject other) {
        return other != this
                && other instanceof UvPoll poll
                && poll.isOpen()
                && poll.socket == socket
                && poll.watched != 0
                && poll.isPossible();
    }

    private void closeCopyAfter(int status) {
        if (status < 0) {
            Descriptors.close(copy);
            copy = NONE;
        }
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

    /// Whether the descriptor of a poll that was started is still what it was then: not once it is closed, also if its
    /// number is another's by now.
    ///
    /// @return true if it is
    public final boolean isPossible() {
        if (loop.driver().pollsStreams()) {
            return isWatched();
        }
        return copy == NONE || Descriptors.areSame(socket, copy);
    }

    /// Whether an event may be about what nobody has any more, and [#isPossible] is to be asked.
    ///
    /// @return false where the kernel takes what was closed out of the loop's set
    public final boolean isDoubtful() {
        return copy != NONE;
    }

    @Override
    final void onClosing() {
        super.onClosing();
        if (copy != NONE) {
            var _ = Downcalls.uv_poll_stop(open());
            Descriptors.close(copy);
            copy = NONE;
        }
        released();
    }

    /// It is not polled any more.
    void released() {}

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
            UvFailure.check("uv_poll_start", Downcalls.uv_poll_start(open(), mask, loop.stub(Callback.POLL)));
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
