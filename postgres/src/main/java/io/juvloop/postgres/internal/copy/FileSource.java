package io.juvloop.postgres.internal.copy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.files.AsyncFile;
import io.juvloop.files.OpenOptions;
import io.juvloop.postgres.CopySource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The bytes of a file, for a COPY into a table.
///
/// Loop thread only, in a task. Lifetime: the file is open from the first read to [#close].
public final class FileSource implements CopySource {
    private static final int BLOCK = 1 << 17;

    private final Path path;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
    private @Nullable AsyncFile file;

    /// Makes a source.
    ///
    /// @param path of the file
    public FileSource(Path path) {
        this.path = path;
    }

    @Override
    public @Nullable ByteBuffer read() throws IOException {
        if (file == null) {
            file = Async.await(EventLoop.running().files().open(path, OpenOptions.READ), IOException.class);
        }
        block.clear();
        int count = Async.await(file.read(block), IOException.class);
        return count <= 0 ? null : block.flip();
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            Async.await(file.waitClosed(), IOException.class);
        }
    }
}
