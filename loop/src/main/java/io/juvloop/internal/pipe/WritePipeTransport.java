package io.juvloop.internal.pipe;

import io.juvloop.BaseProtocol;
import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.UvErrors;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.stream.StreamDirection;
import org.jspecify.annotations.Nullable;

/// The writing end of a pipe. It notices that the reader has left although nothing is written:
///
/// - at a pipe, by a [HangUpWatch]
/// - at a socket, by reading to nobody until the end
/// - at a terminal it does not, as what could be read there is somebody's
///
/// Loop thread only. Lives from `connectionMade` to `connectionLost`; its methods answer for ever. See
/// [WriteTransport](https://docs.python.org/3.13/library/asyncio-protocol.html#asyncio.WriteTransport).
final class WritePipeTransport extends PipeTransport {
    private final LoopCore core;
    private final boolean isReadable;
    private @Nullable HangUpWatch watch;

    WritePipeTransport(PipeEnd end, BaseProtocol protocol) {
        super(end, protocol, StreamDirection.WRITE);
        this.core = end.core();
        this.isReadable = end.stream().isReadable();
    }

    @Override
    public void beginReading() {
        if (isClosing() || watch != null) {
            return;
        }
        if (kind() == Descriptors.Kind.SOCKET) {
            super.beginReading();
        } else if (kind() == Descriptors.Kind.PIPE && !isReadable) {
            watch = HangUpWatch.start(core, number(), this::hungUp);
        }
    }

    @Override
    protected void endOfStream() {
        hungUp();
    }

    private void hungUp() {
        if (getWriteBufferSize() > 0) {
            fail("write", UvErrors.code("EPIPE"));
        } else {
            lose(null);
        }
    }

    @Override
    protected void detach() {
        super.detach();
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }

    /// There is nothing left to do with a pipe whose writing has ended.
    @Override
    public void writeEof() {
        close();
    }

    @Override
    public boolean isReading() {
        var _ = isClosing();
        return false;
    }

    @Override
    public void pauseReading() {
        refuseReading();
    }

    @Override
    public void resumeReading() {
        refuseReading();
    }

    private void refuseReading() {
        core.checkThread();
        throw new UnsupportedOperationException("a write pipe is not read from");
    }

    @Override
    protected String name() {
        return "write pipe " + number();
    }
}
