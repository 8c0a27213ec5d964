package io.juvloop.postgres.internal.copy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.files.AsyncFile;
import io.juvloop.files.OpenOptions;
import io.juvloop.postgres.CopySink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file, for a COPY out of the server.
///
/// Loop thread only, in a task. Lifetime: the file is open from the first bytes to [#close].
public final class FileSink implements CopySink {
    private final Path path;
    private @Nullable AsyncFile file;

    /// Makes a sink.
    ///
    /// @param path of the file
    public FileSink(Path path) {
        this.path = path;
    }

    @Override
    public void write(ByteBuffer data) throws IOException {
        AsyncFile target = open();
        while (data.hasRemaining()) {
            Async.await(target.write(data), IOException.class);
        }
    }

    private AsyncFile open() throws IOException {
        AsyncFile opened = file;
        if (opened == null) {
            opened = Async.await(EventLoop.running().files().open(path, OpenOptions.WRITE), IOException.class);
            file = opened;
        }
        return opened;
    }

    @Override
    public void close() throws IOException {
        AsyncFile opened = open();
        opened.close();
        Async.await(opened.waitClosed(), IOException.class);
    }
}
