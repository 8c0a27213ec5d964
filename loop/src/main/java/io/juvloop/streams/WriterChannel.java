package io.juvloop.streams;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;

/// A writer as a channel, for `Channels.newOutputStream` and the like: writes all bytes, and waits while too
/// much data is buffered.
///
/// Inside a task of the loop.
final class WriterChannel implements WritableByteChannel {
    private static final int PIECE = 64 * 1024;

    private final StreamWriter writer;
    private boolean closed;

    WriterChannel(StreamWriter writer) {
        this.writer = writer;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (closed || writer.wasClosed()) {
            throw new ClosedChannelException();
        }
        int count = source.remaining();
        int end = source.limit();
        while (source.position() < end) {
            source.limit(Math.min(end, source.position() + PIECE));
            writer.write(source);
            source.limit(end);
            drain();
        }
        return count;
    }

    private void drain() throws IOException {
        try {
            writer.drain();
        } catch (SocketException lost) {
            throw closed ? new AsynchronousCloseException() : lost;
        }
        if (closed) {
            throw new AsynchronousCloseException();
        }
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            writer.close();
            writer.waitClosed();
        }
    }
}
