package io.juvloop.bindings;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// A `uv_poll_t`: tells when a socket that belongs to somebody else can be read or written, again and again as
/// long as that is so.
///
/// The descriptor stays its owner's, who may close it as soon as [#stop] or [#close] has returned: both take it
/// out of the kernel's set at once. One that is closed while it is watched is told of for ever, under a number
/// that may be another's by then. A loop may have one poll for a descriptor, and none for that of a stream.
///
/// Loop thread only. See [uv_poll_t](https://docs.libuv.org/en/v1.x/poll.html).
public sealed class UvPoll extends UvHandle permits PosixProcess {
    /// `UV_READABLE`: bytes, a connection, the end, or an error waits.
    public static final int READABLE = 1;

    /// `UV_WRITABLE`: there is room, a connection was made, or an error waits.
    public static final int WRITABLE = 2;

    /// Told what a socket is ready for.
    @FunctionalInterface
    public interface Events {
        /// It is ready.
        ///
        /// @param status 0; or a negative number if there is an error for the next operation to meet, and then
        ///   the poll is stopped
        /// @param events of [#READABLE] and [#WRITABLE]
        void onPoll(int status, int events);
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

    /// Makes a poll, which watches for nothing yet, and makes the socket non-blocking.
    ///
    /// @param loop to live in
    /// @param socket its number
    /// @param events told what happens
    /// @throws UvFailure if it cannot be watched, as a file; or EEXIST if the loop watches it already
    public UvPoll(UvLoop loop, long socket, Events events) {
        super(loop, HandleType.POLL);
        this.socket = socket;
        this.events = events;
        initialised("uv_poll_init_socket", init(loop.pointer().address(), open(), socket));
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

    /// Whether the system would let the loop wait for the descriptor. It does not once that is closed, nor if its
    /// number is by then a file's; libuv asks when it waits, and ends the process if the answer is no.
    ///
    /// @return true if it would
    public final boolean isPossible() {
        return Host.current().isLinux() ? EpollSet.accepts(loop, (int) socket) : Descriptors.isOpen(socket);
    }

    /// Watches for events, instead of those before.
    ///
    /// @param mask of [#READABLE] and [#WRITABLE], not 0
    /// @throws UvFailure EEXIST if a stream of the loop has begun to use the descriptor
    public final void start(int mask) {
        UvFailure.check("uv_poll_start", Downcalls.uv_poll_start(open(), mask, Callbacks.Poll.STUB));
    }

    /// Watches for nothing; an event that is under way is not told either.
    public final void stop() {
        UvFailure.check("uv_poll_stop", Downcalls.uv_poll_stop(open()));
    }

    void fire(int status, int ready) {
        if (isOpen()) {
            events.onPoll(status, ready);
        }
    }
}
