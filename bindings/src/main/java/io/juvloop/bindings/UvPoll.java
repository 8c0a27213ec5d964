package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.invoke.MethodHandle;

/// A `uv_poll_t`: reports when a descriptor with another owner is readable or writable, in every iteration while
/// it is so.
///
/// The owner may close the descriptor as soon as [#stop] or [#close] has returned: both take it out of the
/// kernel's set at once. A loop may have one poll for a descriptor, and none for the descriptor of a stream.
///
/// Where the loop polls itself (see [Driver]), a descriptor that was closed while it was watched has no more
/// events, even if its number is reused. libuv does not know the number then: the handle is a `uv_prepare_t` that
/// is never started.
///
/// Where libuv polls, it is given a copy of the descriptor. libuv aborts the process if it must wait for a closed
/// number, or if a stream gets a number that it still watches; the number of the copy is private. A file that the
/// owner has closed stays open until [#isPossible] notices.
///
/// Polling reports readiness and changes nothing: a blocking descriptor stays blocking.
///
/// Loop thread only. See [uv_poll_t](https://docs.libuv.org/en/v1.x/poll.html).
public sealed class UvPoll extends PolledHandle permits PosixProcess {
    /// `UV_READABLE`: data, a connection, the end, or an error is waiting.
    public static final int READABLE = 1;

    /// `UV_WRITABLE`: there is room, a connection was made, or an error is waiting.
    public static final int WRITABLE = 2;

    /// Receives the readiness of a descriptor.
    @FunctionalInterface
    public interface Events {
        /// The descriptor is ready.
        ///
        /// @param status 0; or, where libuv polls, a negative number if an error is waiting for the next
        ///   operation; then the poll is stopped
        /// @param events of [#READABLE] and [#WRITABLE]
        void onPoll(int status, int events);

        /// The descriptor is ready, and the waiting thread asks for the part that needs no user code. Called only
        /// where the loop polls itself.
        ///
        /// @param events of [#READABLE] and [#WRITABLE]
        /// @return false if [#onPoll] must follow
        default boolean pollInPlace(int events) {
            return false;
        }
    }

    /// `uv_os_sock_t` is passed by value and is wider on Windows, so the generated binding cannot serve both.
    private static final class Init {
        static final MethodHandle HANDLE = Downcalls.link("uv_poll_init_socket");
    }

    private static final long NONE = -1;

    private final long socket;
    private final Events events;
    private long copy = NONE;
    private int watched;

    /// Makes a poll, which watches for nothing yet.
    ///
    /// @param loop the loop that it belongs to
    /// @param socket its number
    /// @param events the listener
    /// @throws UvFailure if it cannot be watched, such as a file; or EEXIST if the loop watches it already
    public UvPoll(UvLoop loop, long socket, Events events) {
        super(Linking.ensured(loop, Init.class), HandleType.POLL);
        this.socket = socket;
        this.events = events;
        try {
            boolean own = loop.driver().pollsStreams();
            initialised("uv_poll_init_socket", own ? initOwn() : initLibuv());
        } catch (Throwable thrown) {
            throw halfMade(thrown);
        }
    }

    private int initOwn() {
        if (socket < 0 || socket > Integer.MAX_VALUE) {
            return UvErrors.EBADF;
        }
        int status = loop.driver().polledSet().probe(this, (int) socket);
        return status < 0 ? status : uv_h.uv_prepare_init(loop.pointer(), pointer());
    }

    private int initLibuv() {
        if (Platform.current().isWindows()) {
            return init(loop.open(), open(), socket);
        }
        if (loop.slots().find(this::isRivalOf).isPresent()) {
            return UvErrors.EEXIST;
        }
        int status = UvErrors.ECANCELED;
        try {
            copy = Descriptors.duplicate(socket);
            boolean blocks = PosixDescriptors.isBlocking((int) copy);
            status = init(loop.open(), open(), copy);
            if (blocks) {
                PosixDescriptors.block((int) copy);
            }
            return status;
        } catch (UvFailure notOpen) {
            return notOpen.code();
        } finally {
            closeCopyAfter(status);
        }
    }

    /// libuv sees different copies and so would accept a second poll.
    private boolean isRivalOf(UvObject other) {
        return other != this
                && other instanceof UvPoll poll
                && poll.isOpen()
                && poll.socket == socket
                && poll.watched != 0
                && poll.isPossible();
    }

    private void closeCopyAfter(int status) {
        if (status < 0 && copy != NONE) {
            Descriptors.close(copy);
            copy = NONE;
        }
    }

    private static int init(long loop, long handle, long socket) {
        try {
            return (int) (long) Init.HANDLE.invokeExact(loop, handle, socket, 0L, 0L);
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

    /// Whether the descriptor of a started poll is still the same; not once it is closed, even if its number is
    /// reused.
    ///
    /// @return true if it is
    public final boolean isPossible() {
        if (loop.driver().pollsStreams()) {
            return isWatched();
        }
        return copy == NONE || Descriptors.areSame(socket, copy);
    }

    /// Whether an event may be about a descriptor that its owner has closed, so that [#isPossible] must be
    /// called.
    ///
    /// @return false where the kernel removes closed descriptors from the loop's set
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

    /// Ends the polling. After an error it is called again.
    void released() {}

    @Override
    final long number() {
        return socket;
    }

    /// Watches for these events, which replace the earlier ones.
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

    /// Stops watching; an event under way is dropped as well.
    public final void stop() {
        watched = 0;
        if (loop.driver().pollsStreams()) {
            inUse();
            var _ = wantNow(0); // fails if the descriptor was closed; then nothing is watched
        } else {
            UvFailure.check("uv_poll_stop", Downcalls.uv_poll_stop(open()));
        }
    }

    /// An event that libuv recorded before the poll was stopped is ignored.
    final void recorded(int status, int events) {
        isTaking = true;
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
        isTaking = true;
        fire(status, 0);
    }

    void fire(int status, int ready) {
        events.onPoll(status, ready);
    }
}
