package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// A `uv_handle_t`: a long-lived object that the loop watches.
///
/// libuv owns its memory until the close callback, so it goes back to the slab only there. Until then the state
/// says what is allowed; a call that is not allowed throws an exception with a full sentence.
///
/// Loop thread only. See [uv_handle_t](https://docs.libuv.org/en/v1.x/handle.html).
public abstract sealed class UvHandle extends UvObject
        permits PolledHandle, UvEventHandle, UvUdp, UvProcess, UvSignal, UvFsEvent, UvFsPoll {
    /// The state of a handle.
    public enum State {
        /// It may be used.
        OPEN,
        /// It was closed, and its close callback has not come yet.
        CLOSING,
        /// It is closed; its memory may serve another.
        CLOSED
    }

    private static final long NOT_KNOWN = -1;

    /// The block, the listener.
    private static final int STEPS = 2;

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

    /// Completes construction. A handle that libuv refused was never registered, so its memory is ours at once.
    final void initialised(String operation, int status) {
        if (status < 0) {
            state = State.CLOSED;
            release(type.size());
            throw new UvFailure(operation, status);
        }
        loop.counters().countCreated(type);
        known = true;
    }

    /// Ends a handle that an error has kept half made: no caller has it.
    ///
    /// @return never
    final RuntimeException halfMade(Throwable thrown) {
        if (state == State.CLOSED) {
            release(type.size());
        } else if (isKnown()) {
            close();
        }
        throw UvObject.<RuntimeException>asIs(thrown);
    }

    /// Whether libuv registered it. An error during construction, such as an exhausted stack, may have left it
    /// half made; then its memory is ours.
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

    /// Returns its state.
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

    /// Returns the address, for a call that needs an open handle and may give libuv work.
    final long open() {
        loop.driver().touch();
        return inUse();
    }

    /// Returns the address, for a call that needs an open handle and gives libuv no work.
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

    /// Closes the handle. Calling it again has no effect.
    public final void close() {
        long callback = loop.stub(Callback.CLOSE); // which can fail, and then nothing has begun
        if (beginClose() || isHalfClosed()) {
            loop.driver().touch();
            Downcalls.uv_close(address, callback);
        }
    }

    /// Whether an error, such as an exhausted stack, came before `uv_close` was called.
    private boolean isHalfClosed() {
        return state == State.CLOSING && LoopDowncalls.uv_is_closing(address) == 0;
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
        endInSteps(STEPS, 0);
    }

    @Override
    final void end(int step, int status) {
        if (step == 0) {
            release(type.size());
            countClosed();
        } else {
            onClosed();
        }
    }

    private void countClosed() {
        if (state != State.CLOSED) {
            loop.counters().countClosed(type);
            state = State.CLOSED;
        }
    }

    /// Called before `uv_close`.
    void onClosing() {}

    /// Called in the close callback, again if an error came out of the first call.
    void onClosed() {}

    /// Returns the owner, the listener to its events, which a warning names if the handle was left open.
    ///
    /// @return the owner, or null if it belongs to the loop itself
    public @Nullable Object owner() {
        return null;
    }

    /// Removes the reference: the loop may end although this handle is active.
    public final void unref() {
        LoopDowncalls.uv_unref(inUse());
        referenced(false);
    }

    /// Reverses [#unref].
    public final void ref() {
        LoopDowncalls.uv_ref(inUse());
        referenced(true);
    }

    /// Called when its reference was set or removed.
    void referenced(boolean wanted) {}

    /// Whether the handle is referenced: it keeps the loop alive while it is active.
    ///
    /// @return false after [#unref]
    public final boolean hasRef() {
        return LoopDowncalls.uv_has_ref(inUse()) != 0;
    }

    /// Whether it keeps a loop from ending: open, active and referenced.
    boolean isAlive() {
        return isOpen() && LoopDowncalls.uv_is_active(inUse()) != 0 && hasRef();
    }

    /// Returns its descriptor.
    ///
    /// @return the file descriptor, or on Windows the handle
    /// @throws UvFailure if it has none
    public final long fileno() {
        long out = loop.scratch();
        Memory.putLong(out, 0);
        UvFailure.check("uv_fileno", TcpDowncalls.uv_fileno(inUse(), out));
        return readNumber(out);
    }

    /// Whether this handle owns a descriptor. A poll owns none.
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

    /// Caches the descriptor, which a handle keeps for its life. libuv reports none for other types.
    private long numberOrNot() {
        return switch (type) {
            case TCP, NAMED_PIPE, TTY, UDP -> {
                long out = loop.scratch();
                Memory.putLong(out, 0);
                yield TcpDowncalls.uv_fileno(inUse(), out) < 0 ? NOT_KNOWN : readNumber(out);
            }
            default -> NOT_KNOWN;
        };
    }

    /// Like [#fileno], but asks libuv only once.
    final long knownNumber() {
        if (number == NOT_KNOWN) {
            number = fileno();
        }
        return number;
    }

    private static long readNumber(long from) {
        return Abi.OS_FD_BYTES == 4 ? Memory.getInt(from) : Memory.getLong(from);
    }

    /// Gets or sets the size of the kernel's send buffer.
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

    /// Gets or sets the size of the kernel's receive buffer.
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

    /// Rejects a descriptor that the loop polls itself, as libuv rejects one that it polls.
    final void requireNotPolled(String operation, long descriptor) {
        inUse();
        if (loop.driver().pollsStreams() && loop.driver().polledSet().isTaken(descriptor)) {
            throw new UvFailure(operation, UvErrors.EEXIST);
        }
    }

    /// Adopts a descriptor that other code made and may share.
    ///
    /// @param operation the name of libuv's function
    /// @param call calls it
    /// @throws UvFailure if libuv refuses; then nothing has changed
    final void adopt(String operation, long descriptor, IntSupplier call) {
        requireNotPolled(operation, descriptor);
        Object borrowed = BorrowedDescriptors.borrow(descriptor);
        boolean isNoted = false;
        try {
            int status = call.getAsInt();
            isAdopted = status >= 0; // without a call in between, which an error could end
            number = isAdopted ? descriptor : number;
            UvFailure.check(operation, status);
            loop.adopted().put(descriptor, this);
            if (borrowed != null) {
                loop.borrowed().put(descriptor, borrowed);
            }
            isNoted = true;
        } finally {
            if (!isNoted) {
                BorrowedDescriptors.giveBack(borrowed, descriptor);
            }
        }
    }

    @Override
    public final String toString() {
        return type + " handle, " + state;
    }
}
