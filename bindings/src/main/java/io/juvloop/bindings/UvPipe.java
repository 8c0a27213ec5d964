package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// A `uv_pipe_t`: a unix domain stream socket, or a named pipe on Windows.
///
/// Loop thread only. See [uv_pipe_t](https://docs.libuv.org/en/v1.x/pipe.html).
public final class UvPipe extends UvStream {
    private static final int NAME_SIZE = 512;

    /// Makes a handle without a descriptor.
    ///
    /// @param loop to live in
    /// @param events told what happens
    public UvPipe(UvLoop loop, StreamEvents events) {
        super(loop, HandleType.NAMED_PIPE, events);
        initialised("uv_pipe_init", uv_h.uv_pipe_init(loop.pointer(), pointer(), 0));
    }

    /// Adopts a descriptor, which now belongs to this handle; on failure it stays the caller's.
    ///
    /// @param descriptor its number
    /// @throws UvFailure if it cannot be used as a stream
    public void open(int descriptor) {
        UvFailure.check("uv_pipe_open", uv_h.uv_pipe_open(pointer(), descriptor));
        adopted(descriptor);
    }

    /// Binds to a name. Only for Windows: elsewhere libuv would unlink the path at close, whoever owns it by
    /// then.
    ///
    /// @param name of the pipe
    /// @return 0 or a negative error
    public int bind(String name) {
        putName(name);
        return uv_h.uv_pipe_bind(pointer(), MemorySegment.ofAddress(loop.scratch()));
    }

    /// Starts to connect; [StreamEvents#onConnected] follows.
    ///
    /// @param name a path that fits `sun_path`, or a pipe's name on Windows
    public void connect(String name) {
        putName(name);
        MemorySegment text = MemorySegment.ofAddress(loop.scratch());
        new OneShotRequest(this, RequestType.CONNECT, status -> events().onConnected(status)).start((request, done) -> {
            uv_h.uv_pipe_connect(request, pointer(), text, done);
            return 0;
        });
    }

    /// The path it is bound to.
    ///
    /// @return the path, empty if it has none; an abstract name begins with NUL
    public String localName() {
        return readName(false);
    }

    /// The path its peer is bound to.
    ///
    /// @return the path, empty if it has none
    public String peerName() {
        return readName(true);
    }

    private String readName(boolean ofPeer) {
        MemorySegment name = MemorySegment.ofAddress(loop.scratch());
        MemorySegment length = MemorySegment.ofAddress(loop.scratch() + NAME_SIZE);
        Memory.putLong(length.address(), NAME_SIZE);
        int status = ofPeer
                ? uv_h.uv_pipe_getpeername(pointer(), name, length)
                : uv_h.uv_pipe_getsockname(pointer(), name, length);
        if (status < 0) {
            return "";
        }
        byte[] bytes = new byte[(int) Memory.getLong(length.address())];
        Memory.copyOut(name.address(), bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void putName(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length >= NAME_SIZE) {
            throw new IllegalArgumentException("the name of a pipe is too long: " + length + " bytes");
        }
        Memory.putString(loop.scratch(), name);
    }
}
