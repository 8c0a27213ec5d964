package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// A `uv_handle_t`: something long-lived that the loop watches.
///
/// Its memory is libuv's until the close callback, so it goes back to the slab only there; until then the state
/// says what is allowed, and a call that is not throws a sentence.
///
/// Loop thread only. See [uv_handle_t](https://docs.libuv.org/en/v1.x/handle.html).
public abstract sealed class UvHandle extends UvObject
        permits PolledHandle, UvEventHandle, UvUdp, UvProcess, UvSignal, UvFsEvent, UvFsPoll {
    /// Where a handle is in its life.
    public enum State {
        /// It may be used.
        OPEN,
        /// It was closed and libuv has not let go of it yet.
        CLOSING,
        /// It is gone; its memory serves another.
        CLOSED
    }

    private static final long NOT_KNOWN = -1;

    private final HandleType type;
    private State state = State.OPEN;
    private boolean known;
    private boolean isAdopted;
    private long number = NOT_KNOWN;

    UvHandle(UvLoop loop, HandleType type) {
        super(loop);
        this.type = type;
        loop.pointer();
        acquire(type.size());
    }

    /// Ends construction: a handle that libuv refused was never registered, so its memory is ours at once.
    final void initialised(String operation, int status) {
        if (status < 0) {
            state = State.CLOSED;
            release(type.size());
            throw new UvFailure(operation, status);
        }
        known = true;
        loop.counters().countCreated(type);
    }

    /// Whether libuv knows it. An error while it was made, as by an exhausted stack, may have left it half made; then
    /// its memory is ours.
    final boolean isKnown() {
        if (!known && uv_h.uv_handle_get_type(MemorySegment.ofAddress(address)) == 0) {
            state = State.CLOSED;
            release(type.size());
        } else if (!known) {
            initialised("uv_handle_get_type", 0);
        }
        return known;
    }

    /// The kind of handle.
    ///
    /// @return the type
    public final HandleType type() {
        return type;
    }

    /// Where it is in its life.
    ///
    /// @return the state
    public final State state() {
        return state;
    }

    /// Whether it may be used.
    ///
    /// @return true until [#close]
    public final boolean isOpen() {
        return state == State.OPEN;
    }

    /// The address, for a call that needs an open handle and may give libuv something to do.
    final long open() {
        loop.driver().touch();
        return inUse();
    }

    /// The address, for a call that needs an open handle and gives libuv nothing to do.
    final long inUse() {
        if (state != State.OPEN) {
            throw new IllegalStateException("the " + type + " handle is " + state);
        }
        return address;
    }

    final MemorySegment pointer() {
        return MemorySegment.ofAddress(open());
    }

    final MemorySegment pointerInUse() {
        return MemorySegment.ofAddress(inUse());
    }

    /// Closes the handle; closing it again does nothing.
    public final void close() {
        long callback = loop.stub(Callback.CLOSE); // which can fail, and then nothing has begun
        if (beginClose() || isHalfClosed()) {
            loop.driver().touch();
            Downcalls.uv_close(address, callback);
        }
    }

    /// Whether an error, as by an exhausted stack, came before libuv was asked to let go.
    private boolean isHalfClosed() {
        return state == State.CLOSING && uv_h.uv_is_closing(MemorySegment.ofAddress(address)) == 0;
    }

    final boolean beginClose() {
        if (state != State.OPEN) {
            return false;
        }
        onClosing();
        if (isAdopted) {
            loop.adopted().remove(number, this);
            BorrowedDescriptors.giveBack(loop.borrowed().remove(number), number);
        }
        state = State.CLOSING;
        return true;
    }

    final void closed() {
        state = State.CLOSED;
        release(type.size());
        loop.counters().countClosed(type);
        onClosed();
    }

    /// Called before libuv is asked to let go.
    void onClosing() {}

    /// Called once libuv has let go.
    void onClosed() {}

    /// Whom a warning names that this was left open: the listener to what happens to it.
    ///
    /// @return the owner, or null if it belongs to the loop itself
    public @Nullable Object owner() {
        return null;
    }

    /// Lets the loop end although this handle is active.
    public final void unref() {
        uv_h.uv_unref(pointerInUse());
        referenced(false);
    }

    /// Undoes [#unref].
    public final void ref() {
        uv_h.uv_ref(pointerInUse());
        referenced(true);
    }

    /// Called when it has got or lost its reference.
    void referenced(boolean wanted) {}

    /// Whether the loop goes on while this handle is active.
    ///
    /// @return false after [#unref]
    public final boolean hasRef() {
        return uv_h.uv_has_ref(pointerInUse()) != 0;
    }

    /// Whether it keeps a loop from ending: open, waiting for something, and referenced.
    boolean isAlive() {
        return isOpen() && uv_h.uv_is_active(pointerInUse()) != 0 && hasRef();
    }

    /// The operating system's number for it.
    ///
    /// @return the file descriptor, or on Windows the handle
    /// @throws UvFailure if it has none
    public final long fileno() {
        MemorySegment out = MemorySegment.ofAddress(loop.scratch());
        Memory.putLong(out.address(), 0);
        UvFailure.check("uv_fileno", uv_h.uv_fileno(pointerInUse(), out));
        return readNumber(out.address());
    }

    /// Whether a descriptor is this handle's. A poll owns none.
    ///
    /// @param descriptor its number
    /// @return true if it is
    public final boolean owns(long descriptor) {
        if (state != State.OPEN || this instanceof UvPoll) {
            return false;
        }
        if (number == NOT_KNOWN) {
            number = numberOrNot();
        }
        return number == descriptor;
    }

    /// A handle keeps the descriptor that it once has. Of other types libuv tells none.
    private long numberOrNot() {
        return switch (type) {
            case TCP, NAMED_PIPE, TTY, UDP -> {
                MemorySegment out = MemorySegment.ofAddress(loop.scratch());
                Memory.putLong(out.address(), 0);
                yield uv_h.uv_fileno(pointerInUse(), out) < 0 ? NOT_KNOWN : readNumber(out.address());
            }
            default -> NOT_KNOWN;
        };
    }

    /// The same as [#fileno], asked for once.
    final long knownNumber() {
        if (number == NOT_KNOWN) {
            number = fileno();
        }
        return number;
    }

    private static long readNumber(long from) {
        return Abi.OS_FD_BYTES == 4 ? Memory.getInt(from) : Memory.getLong(from);
    }

    /// Asks for the size of the kernel's send buffer, or sets it.
    ///
    /// @param size in bytes, or 0 to ask
    /// @return the size in bytes
    /// @throws UvFailure if the system refuses
    public final int sendBufferSize(int size) {
        Memory.putInt(loop.scratch(), size);
        MemorySegment value = MemorySegment.ofAddress(loop.scratch());
        UvFailure.check("uv_send_buffer_size", uv_h.uv_send_buffer_size(pointer(), value));
        return Memory.getInt(loop.scratch());
    }

    /// Asks for the size of the kernel's receive buffer, or sets it.
    ///
    /// @param size in bytes, or 0 to ask
    /// @return the size in bytes
    /// @throws UvFailure if the system refuses
    public final int receiveBufferSize(int size) {
        Memory.putInt(loop.scratch(), size);
        MemorySegment value = MemorySegment.ofAddress(loop.scratch());
        UvFailure.check("uv_recv_buffer_size", uv_h.uv_recv_buffer_size(pointer(), value));
        return Memory.getInt(loop.scratch());
    }

    /// Refuses a descriptor that the loop polls itself, as libuv refuses one that it polls.
    final void requireNotPolled(String operation, long descriptor) {
        inUse();
        if (loop.driver().pollsStreams() && loop.driver().polledSet().isTaken(descriptor)) {
            throw new UvFailure(operation, UvErrors.EEXIST);
        }
    }

    /// Takes over a descriptor that something else made and others may share.
    ///
    /// @param operation the name of libuv's function
    /// @param call calls it
    /// @throws UvFailure if it is refused; then nothing has changed
    final void adopt(String operation, long descriptor, IntSupplier call) {
        requireNotPolled(operation, descriptor);
        Object borrowed = BorrowedDescriptors.borrow(descriptor);
        boolean isOurs = false;
        try {
            UvFailure.check(operation, call.getAsInt());
            isOurs = true;
        } finally {
            if (!isOurs) {
                BorrowedDescriptors.giveBack(borrowed, descriptor);
            }
        }
        adopted(descriptor);
        if (borrowed != null) {
            loop.borrowed().put(descriptor, borrowed);
        }
    }

    /// Remembers that it owns a descriptor that something else made, and may still think its own.
    private void adopted(long descriptor) {
        isAdopted = true;
        number = descriptor;
        loop.adopted().put(descriptor, this);
    }

    @Override
    public final String toString() {
        return type + " handle, " + state;
    }
}
