package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A `uv_pipe_t`: a unix domain stream socket, or a named pipe on Windows.
///
/// Loop thread only. See [uv_pipe_t](https://docs.libuv.org/en/v1.x/pipe.html).
public final class UvPipe extends UvStream {
    /// `UV_READABLE`: every user may connect to read.
    public static final int READABLE = 1;

    /// `UV_WRITABLE`: every user may connect to write.
    public static final int WRITABLE = 2;

    private static final int NAME_SIZE = 512;

    private final boolean ipc;
    private @Nullable UvHandle companion;
    private int counted;

    /// Makes a handle without a descriptor.
    ///
    /// @param loop the loop that it belongs to
    /// @param events the listener
    public UvPipe(UvLoop loop, StreamEvents events) {
        this(loop, events, false);
    }

    /// Makes a handle without a descriptor.
    ///
    /// @param loop the loop that it belongs to
    /// @param events the listener
    /// @param ipc whether handles may be passed over it
    public UvPipe(UvLoop loop, StreamEvents events, boolean ipc) {
        super(loop, HandleType.NAMED_PIPE, events);
        this.ipc = ipc;
        try {
            initialised("uv_pipe_init", uv_h.uv_pipe_init(loop.pointer(), pointer(), ipc ? 1 : 0));
        } catch (Throwable thrown) {
            throw halfMade(thrown);
        }
    }

    /// Whether handles may be passed over it.
    ///
    /// @return as it was made
    public boolean isIpc() {
        return ipc;
    }

    /// Adopts a descriptor, which now belongs to this handle; on failure it stays the caller's.
    ///
    /// @param descriptor its number
    /// @throws UvFailure if it cannot be used as a stream
    public void open(int descriptor) {
        adopt("uv_pipe_open", descriptor, () -> uv_h.uv_pipe_open(pointer(), descriptor));
    }

    /// Closes another handle together with this one.
    void closes(UvHandle other) {
        companion = other;
    }

    @Override
    void onClosing() {
        super.onClosing();
        if (companion != null) {
            companion.close();
        }
    }

    /// Binds to a name. Only for Windows: elsewhere libuv would unlink the path at close, even if another socket
    /// owns it by then.
    ///
    /// @param name of the pipe
    /// @return 0 or a negative error
    public int bind(byte[] name) {
        putName(name);
        return uv_h.uv_pipe_bind(pointer(), MemorySegment.ofAddress(loop.scratch()));
    }

    /// Starts to connect; [StreamEvents#onConnected] follows.
    ///
    /// @param name a path that fits `sun_path`, or a pipe's name on Windows
    public void connect(byte[] name) {
        putName(name);
        MemorySegment text = MemorySegment.ofAddress(loop.scratch());
        new OneShotRequest(this, RequestType.CONNECT, status -> events().onConnected(status)).start((request, done) -> {
            uv_h.uv_pipe_connect(request, pointer(), text, done);
            return 0;
        });
    }

    /// libuv reads a pipe that handles are passed over, because it takes them out of the kernel together with the
    /// bytes.
    @Override
    boolean canBePolled() {
        return !ipc;
    }

    /// libuv keeps all handles that wait to be accepted in one list; those of earlier reads were counted then.
    @Override
    int handlesCame() {
        if (!ipc) {
            return 0;
        }
        int waiting = uv_h.uv_pipe_pending_count(MemorySegment.ofAddress(inUse()));
        int came = waiting - counted;
        counted = waiting;
        return came;
    }

    /// Accepts a handle that was passed.
    ///
    /// @param handle an open stream of the waiting kind, without a descriptor, to receive it
    /// @return 0 or a negative error
    public int acceptPassed(UvStream handle) {
        counted--;
        int status = accept(handle);
        watchNoMoreIfStopped();
        return status;
    }

    /// Returns how many received handles wait to be accepted, see [#acceptPassed]. Accept all of them even if the
    /// pipe is no longer read: libuv watches the pipe again after each.
    ///
    /// @return the number, 0 unless it [#isIpc]
    public int pendingCount() {
        return uv_h.uv_pipe_pending_count(pointer());
    }

    /// Returns the type of the next handle that waits to be accepted.
    ///
    /// @return the type; empty if none waits, or if libuv does not pass its kind
    public Optional<HandleType> pendingType() {
        int code = uv_h.uv_pipe_pending_type(pointer());
        return Arrays.stream(HandleType.values())
                .filter(type -> type.code() == code)
                .findFirst();
    }

    /// Sets the number of pending instances of a Windows named pipe, before it listens; has no effect elsewhere.
    ///
    /// @param count of instances
    public void pendingInstances(int count) {
        uv_h.uv_pipe_pending_instances(pointer(), count);
    }

    /// Lets other users connect, by the permissions of the file that it is bound to.
    ///
    /// @param mode of [#READABLE] and [#WRITABLE]
    /// @return 0 or a negative error
    public int chmod(int mode) {
        return uv_h.uv_pipe_chmod(pointer(), mode);
    }

    /// The path it is bound to.
    ///
    /// @return its bytes, none if it has no path; an abstract name begins with NUL
    public byte[] localName() {
        return readName(false);
    }

    /// The path its peer is bound to.
    ///
    /// @return its bytes, none if it has no path; an abstract name begins with NUL
    public byte[] peerName() {
        return readName(true);
    }

    private byte[] readName(boolean ofPeer) {
        MemorySegment name = MemorySegment.ofAddress(loop.scratch());
        MemorySegment length = MemorySegment.ofAddress(loop.scratch() + NAME_SIZE);
        Memory.putLong(length.address(), NAME_SIZE);
        int status = ofPeer
                ? uv_h.uv_pipe_getpeername(pointer(), name, length)
                : uv_h.uv_pipe_getsockname(pointer(), name, length);
        byte[] bytes = new byte[status < 0 ? 0 : (int) Memory.getLong(length.address())];
        Memory.copyOut(name.address(), bytes, 0, bytes.length);
        return UnixAddresses.nameIn(bytes);
    }

    private void putName(byte[] name) {
        if (name.length >= NAME_SIZE) {
            throw new IllegalArgumentException("the name of a pipe is too long: " + name.length + " bytes");
        }
        Memory.copyIn(name, 0, name.length, loop.scratch());
        Memory.putByte(loop.scratch() + name.length, (byte) 0);
    }
}
