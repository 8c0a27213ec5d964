package io.juvloop.streams;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;

/// A reader as a channel, for `Channels.newInputStream` and the like. Closing it does not close the connection.
///
/// Inside a task of the loop.
final class ReaderChannel implements ReadableByteChannel {
    private final StreamReader reader;
    private boolean closed;
    private boolean waits;

    ReaderChannel(StreamReader reader) {
        this.reader = reader;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        waits = true;
        int count;
        try {
            count = reader.read(target);
        } finally {
            waits = false;
        }
        if (count < 0 && closed) {
            throw new AsynchronousCloseException();
        }
        return count;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        if (waits) {
            reader.buffering().endWait();
        }
    }
}
