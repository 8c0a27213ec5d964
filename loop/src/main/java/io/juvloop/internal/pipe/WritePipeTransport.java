package io.juvloop.internal.pipe;

import io.juvloop.BaseProtocol;
import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.UvStream;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.stream.StreamDirection;
import org.jspecify.annotations.Nullable;

/// The writing end of a pipe. It detects that the reader has left even while no data is written:
///
/// - for a pipe, by a [HangUpWatch]
/// - for a socket, by reading until the end and discarding the data
/// - for a terminal not at all, because its input belongs to other readers
///
/// Loop thread only. Lives from `connectionMade` to `connectionLost`; its methods remain callable afterwards.
/// See [WriteTransport](https://docs.python.org/3.13/library/asyncio-protocol.html#asyncio.WriteTransport).
final class WritePipeTransport extends PipeTransport {
    private final LoopCore core;
    private final boolean isReadable;
    private @Nullable HangUpWatch watch;

    WritePipeTransport(PipeEnd end, UvStream stream, BaseProtocol protocol) {
        super(end, stream, protocol, StreamDirection.WRITE);
        this.core = end.core();
        this.isReadable = stream.isReadable();
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

    /// Closes the pipe, because a pipe whose writing has ended has no further use.
    @Override
    public void writeEof() {
        close();
    }

    @Override
    protected String name() {
        return "write pipe " + number();
    }
}
