package io.juvloop.internal.net;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.bindings.PosixSockets;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPipe;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.stream.TransportMaker;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Connects to a unix domain socket by path, by abstract name, or to a named pipe of Windows.
///
/// Loop thread only. See
/// [create_unix_connection](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.create_unix_connection).
final class UnixConnect<P extends BaseProtocol> extends ConnectOperation<P> implements StreamEvents {
    private final UnixPath path;
    private @Nullable UvPipe pipe;

    UnixConnect(LoopCore core, TransportMaker transports, Supplier<P> factory, UnixPath path, ConnectOptions options) {
        super(core, transports, factory, options, path.toString());
        this.path = path;
    }

    @Override
    protected void connect() {
        try {
            UvPipe stream = new UvPipe(core.uv(), this, options.ipc());
            pipe = stream;
            if (path.isAbstract()) {
                connectAbstract(stream);
            } else {
                stream.connect(path.name());
            }
        } catch (UvFailure failure) {
            fail(UvErrorMapping.toException(failure, path));
        }
    }

    /// libuv before 1.46 cannot name what begins with NUL; a unix socket connects at once or not at all, so it
    /// may be done directly.
    private void connectAbstract(UvPipe stream) {
        int fd = PosixSockets.unixStream();
        try {
            PosixSockets.connectUnix(fd, path.name());
            stream.open(fd);
        } catch (UvFailure failure) {
            PosixSockets.close(fd);
            throw failure;
        }
        core.callInternally(() -> onConnected(0));
    }

    @Override
    protected void releaseAll() {
        if (pipe != null) {
            pipe.close();
            pipe = null;
        }
    }

    @Override
    public void onConnected(int status) {
        UvPipe stream = pipe;
        if (hasEnded() || stream == null) {
            return;
        }
        if (status < 0) {
            fail(UvErrorMapping.toException("connect", status, path));
        } else {
            pipe = null;
            succeed(stream);
        }
    }

    @Override
    public void onClosed() {
        if (pipe != null) {
            loopClosed();
        }
    }
}
