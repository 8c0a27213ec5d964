package io.juvloop.internal.fs;

import io.juvloop.bindings.DirectoryStream;
import io.juvloop.bindings.FsRequest;
import io.juvloop.files.AsyncDirectory;
import io.juvloop.files.DirectoryEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A directory opened through libuv.
///
/// Loop thread only. Lifetime: see [AsyncDirectory].
final class OpenDirectory extends OpenResource implements AsyncDirectory {
    private final DirectoryStream stream;

    OpenDirectory(LoopFileSystem fs, Path path, DirectoryStream stream) {
        super(fs, path);
        this.stream = stream;
    }

    @Override
    public CompletableFuture<List<DirectoryEntry>> read() {
        if (isBusy()) {
            throw new IllegalStateException("the last read of the " + this + " has not ended yet");
        }
        begin();
        return new ReadFuture().begin(stream::read);
    }

    @Override
    public Iterator<DirectoryEntry> iterator() {
        return new DirectoryIterator(this, fs.tasks());
    }

    @Override
    void giveBack(FsRequest request) {
        stream.close(request, this);
    }

    @Override
    String closeOperation() {
        return "uv_fs_closedir";
    }

    @Override
    public String toString() {
        return "directory " + path();
    }

    private final class ReadFuture extends FileFuture<List<DirectoryEntry>> {
        private boolean holding = true;

        ReadFuture() {
            super(OpenDirectory.this.fs);
        }

        @Override
        List<DirectoryEntry> value(FsRequest ended, long result) {
            return DirectoryEntries.of(stream.read(result));
        }

        @Override
        IOException exception(String operation, int code) {
            return FileErrors.toException(operation, code, path(), null);
        }

        @Override
        String operation() {
            return "uv_fs_readdir";
        }

        @Override
        void released() {
            if (holding) {
                ended();
                holding = false;
            }
            closeIfUnused();
        }

        @Override
        public String toString() {
            return "reading of the " + OpenDirectory.this;
        }
    }
}
