package io.juvloop.internal.net;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.bindings.OpenedDescriptors;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.PosixSockets;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPipe;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.LoopTimerHandle;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.stream.TransportMaker;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Connects to a Unix domain socket by path or abstract name, or to a named pipe of Windows.
///
/// A Unix socket on Linux connects at once or not at all, and so without libuv, which before 1.46 rejects names
/// that begin with NUL. If the listener's queue is full, no event reports when there is room: connecting is
/// retried until the time-out, with a delay that doubles each time.
///
/// Loop thread only. See
/// [create_unix_connection](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.create_unix_connection).
final class UnixConnect<P extends BaseProtocol> extends ConnectOperation<P> implements StreamEvents {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(32);

    private final UnixPath path;
    private Duration pause = FIRST_PAUSE;
    private @Nullable UvPipe pipe;
    private @Nullable LoopTimerHandle next;

    UnixConnect(LoopCore core, TransportMaker transports, Supplier<P> factory, UnixPath path, ConnectOptions options) {
        super(core, transports, factory, options, path.toString());
        this.path = path;
    }

    @Override
    protected void connect() {
        try {
            UvPipe stream = new UvPipe(core.uv(), this, options.isIpc());
            pipe = stream;
            if (Platform.current().isLinux()) {
                tryNow(stream);
            } else {
                stream.connect(path.name());
            }
        } catch (UvFailure failure) {
            fail(UvErrorMapping.toException(failure, path));
        }
    }

    private void tryAgain() {
        UvPipe stream = pipe;
        if (hasEnded() || stream == null) {
            return;
        }
        try {
            tryNow(stream);
        } catch (UvFailure failure) {
            fail(UvErrorMapping.toException(failure, path));
        }
    }

    private void tryNow(UvPipe stream) {
        OpenedDescriptors opened = new OpenedDescriptors();
        boolean isConnected;
        try {
            isConnected = connects(stream, opened);
            opened.close();
        } catch (Throwable thrown) {
            opened.close();
            throw thrown;
        }
        if (isConnected) {
            core.callInternally(event(() -> onConnected(0)));
        } else {
            next = core.timers().add(event(this::tryAgain), Deadline.after(pause), null);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
        }
    }

    /// Whether the listener's queue had room.
    private boolean connects(UvPipe stream, OpenedDescriptors opened) {
        int fd = opened.open(PosixSockets::unixStream);
        try {
            PosixSockets.connectUnix(fd, path.name());
        } catch (UvFailure failure) {
            if (failure.code() != UvErrors.EAGAIN) {
                throw failure;
            }
            return false;
        }
        opened.giveTo(stream, fd);
        return true;
    }

    @Override
    protected void releaseAll() {
        if (next != null) {
            next.cancel();
            next = null;
        }
        if (pipe != null) {
            pipe.close();
            pipe = null;
        }
    }

    @Override
    public void onConnected(int status) {
        UvPipe stream = pipe;
        if (stream != null) {
            connected(stream, () -> take(stream, status));
        }
    }

    private void take(UvPipe stream, int status) {
        if (hasEnded()) {
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
