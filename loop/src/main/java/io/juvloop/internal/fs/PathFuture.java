package io.juvloop.internal.fs;

import io.juvloop.bindings.FsRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A file operation on a path.
///
/// Loop thread only, see [FileFuture].
class PathFuture<T> extends FileFuture<T> {
    private final String operation;
    final Path path;
    private final @Nullable Path other;
    private final Function<FsRequest, @Nullable T> reading;

    PathFuture(
            LoopFileSystem fs,
            String operation,
            Path path,
            @Nullable Path other,
            Function<FsRequest, @Nullable T> reading) {
        super(fs);
        this.operation = operation;
        this.path = path;
        this.other = other;
        this.reading = reading;
    }

    @Override
    @Nullable
    T value(FsRequest ended, long result) {
        return reading.apply(ended);
    }

    @Override
    final IOException exception(String function, int code) {
        return FileErrors.toException(function, code, path, other);
    }

    @Override
    final String operation() {
        return operation;
    }

    @Override
    public final String toString() {
        return operation + " of " + path + (other == null ? "" : " and " + other);
    }
}
