package io.juvloop.internal.pipe;

import io.juvloop.BaseProtocol;
import io.juvloop.bindings.Descriptors;
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
            watch = HangUpWatch.start(core, number(), this::endOfWriting);
        }
    }

    @Override
    protected void endOfStream() {
        endOfWriting();
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
    protected String name() {
        return "write pipe " + number();
    }
}
