package io.juvloop.internal.fs;

import io.juvloop.bindings.FsRequest;
import java.nio.file.Path;

/// An operation that opens a file or directory; a result that no caller takes is closed.
///
/// Loop thread only, see [FileFuture].
final class OpeningFuture<T> extends PathFuture<T> {
    /// Creates the object for the descriptor.
    @FunctionalInterface
    interface Making<T> {
        T make(FsRequest ended, int result);
    }

    private final Making<T> making;

    OpeningFuture(LoopFileSystem fs, String operation, Path path, Making<T> making) {
        super(fs, operation, path, null, request -> null);
        this.making = making;
    }

    @Override
    T value(FsRequest ended, long result) {
        T made = making.make(ended, (int) result);
        fs.opened((OpenResource) made);
        return made;
    }

    /// Or no object would own the descriptor.
    @Override
    void unread(FsRequest ended, long result) {
        dropped(value(ended, result));
    }

    @Override
    protected void dropped(T unwanted) {
        ((OpenResource) unwanted).close();
    }
}
