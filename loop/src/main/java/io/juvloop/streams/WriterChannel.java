package io.juvloop.streams;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;

/// A writer as a channel, for `Channels.newOutputStream` and the like: writes everything, and waits while too
/// much is on its way.
///
/// Inside a task of the loop.
final class WriterChannel implements WritableByteChannel {
    private final StreamWriter writer;

    WriterChannel(StreamWriter writer) {
        this.writer = writer;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (writer.isClosing()) {
            throw new ClosedChannelException();
        }
        int count = source.remaining();
        writer.write(source);
        writer.drain();
        return count;
    }

    @Override
    public boolean isOpen() {
        return !writer.isClosing();
    }

    @Override
    public void close() throws IOException {
        writer.close();
        writer.waitClosed();
    }
}
