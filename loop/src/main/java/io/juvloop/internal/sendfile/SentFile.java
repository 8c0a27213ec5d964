package io.juvloop.internal.sendfile;

import io.juvloop.SendfileOptions;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.descriptor.PolledDescriptors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A file that is being sent: the part to send, and the progress.
///
/// What has no positions is read by its [WaitingSource].
///
/// Loop thread only, in a task, except [#read]. Lives from [#open] to [#close], which sets the position of the
/// user's channel behind the last byte sent, or closes the channel that was opened for a path.
public final class SentFile implements AutoCloseable {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SendfileOptions options;
    private final @Nullable Path path;
    private @Nullable FileChannel channel;
    private @Nullable WaitingSource source;
    private long sent;

    private SentFile(SendfileOptions options, @Nullable FileChannel channel, @Nullable Path path) {
        this.options = Objects.requireNonNull(options, "the options are null");
        this.channel = channel;
        this.path = path;
    }

    /// A file that the user has opened.
    public static SentFile of(FileChannel channel, SendfileOptions options) {
        return new SentFile(options, Objects.requireNonNull(channel, "the file is null"), null);
    }

    /// A file that is opened when the sending begins.
    public static SentFile of(Path path, SendfileOptions options) {
        return new SentFile(options, null, Objects.requireNonNull(path, "the path is null"));
    }

    /// Ensures that the file is open for reading.
    ///
    /// @throws IOException if it cannot be opened, or is closed
    void open(LoopCore core, PolledDescriptors descriptors, UninterruptibleWork steps) throws IOException {
        Path named = path;
        if (named != null) {
            channel =
                    steps.run(() -> OpenedFifo.isFifo(named) ? null : FileChannel.open(named, StandardOpenOption.READ));
            steps.throwIfCancelled();
            source = channel == null ? OpenedFifo.open(core, steps, named) : null;
        }
        if (source == null && !hasPositions()) {
            source = PolledFifo.of(descriptors, steps, channel());
        }
        if (source == null) {
            // checks that it is open, and open for reading
            var _ = channel().read(NOTHING.duplicate(), 0);
        } else if (options.offset() > 0) {
            throw new IOException("what has no positions cannot be sent from " + options.offset() + " on");
        }
    }

    /// Whether the file has positions; a FIFO, a terminal and the like are read from their current state on.
    private boolean hasPositions() throws IOException {
        try {
            var _ = channel().position();
            return true;
        } catch (ClosedChannelException closed) {
            throw closed;
        } catch (IOException illegalSeek) {
            return false;
        }
    }

    FileChannel channel() {
        return Objects.requireNonNull(channel, "not open yet");
    }

    boolean mayFallBack() {
        return options.isFallback();
    }

    long position() {
        return options.offset() + sent;
    }

    /// The number of bytes still to be sent, limited to a maximum.
    long left(long most) {
        return Math.min(most, options.count().orElse(Long.MAX_VALUE) - sent);
    }

    void advance(long count) {
        sent += count;
    }

    long sent() {
        return sent;
    }

    /// What is read in order, because it has no positions.
    ///
    /// @return null for a file that has positions
    @Nullable
    WaitingSource source() {
        return source;
    }

    /// Reads at a position, which is not the channel's own. Any thread.
    int read(ByteBuffer target, long position) throws IOException {
        return channel().read(target, position);
    }

    @Override
    public void close() throws IOException {
        WaitingSource waiting = source;
        if (waiting != null) {
            waiting.close();
        }
        FileChannel opened = channel;
        if (opened == null || !opened.isOpen()) {
            return;
        }
        if (path != null) {
            opened.close();
        } else if (sent > 0 && source == null) {
            opened.position(position());
        }
    }
}
