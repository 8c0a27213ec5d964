package io.juvloop.internal.tty;

import io.juvloop.BaseProtocol;
import io.juvloop.ExtraInfo;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.UvTty;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.stream.StreamDirection;
import io.juvloop.internal.stream.StreamTransport;
import org.jspecify.annotations.Nullable;

/// A connection to a terminal.
///
/// Loop thread only. Lives from `connectionMade` to `connectionLost`; its methods remain callable afterwards.
final class TerminalTransport extends StreamTransport {
    private final LoopCore core;
    private final UvStream stream;
    private final UvTerminal terminal;
    private final int descriptor;

    TerminalTransport(
            LoopCore core, WindowWatch windows, UvTty opened, UvStream bytes, BaseProtocol protocol, int descriptor) {
        super(core, bytes, protocol, direction(bytes), null);
        this.core = core;
        this.stream = bytes;
        this.descriptor = descriptor;
        this.terminal = new UvTerminal(core, windows, opened, this);
    }

    private static StreamDirection direction(UvStream stream) {
        if (!stream.isReadable()) {
            return StreamDirection.OUTPUT;
        }
        return stream.isWritable() ? StreamDirection.BOTH : StreamDirection.READ;
    }

    /// Does not read from a write-only terminal, which is no error.
    @Override
    public void beginReading() {
        if (stream.isOpen() && stream.isReadable()) {
            super.beginReading();
        }
    }

    /// Linux reports EIO when the other side of a terminal has left.
    @Override
    protected void readFailed(int code) {
        if (code == UvErrors.EIO) {
            endOfStream();
        } else {
            super.readFailed(code);
        }
    }

    @Override
    protected void detach() {
        terminal.closed();
        super.detach();
    }

    @Override
    public void writeEof() {
        core.checkThread();
        throw new UnsupportedOperationException("a terminal has no end of writing");
    }

    @Override
    public boolean canWriteEof() {
        core.checkThread();
        return false;
    }

    @Override
    public <T> @Nullable T extraInfo(ExtraInfo<T> key) {
        core.checkThread();
        return key.equals(ExtraInfo.TERMINAL) ? key.type().cast(terminal) : null;
    }

    @Override
    protected String name() {
        return "terminal " + descriptor;
    }
}
