package io.juvloop.internal.fs;

import io.juvloop.bindings.FsRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An operation on one or two open files; both stay open until it has ended.
///
/// Loop thread only, see [FileFuture].
final class FileCall<T> extends FileFuture<T> {
    /// Converts the result of a successful operation.
    @FunctionalInterface
    interface Reading<T> {
        T of(FsRequest ended, long result);
    }

    private final OpenFile file;
    private final @Nullable OpenFile other;
    private @Nullable OpenFile otherHolding;
    private boolean holding = true;
    private final String operation;
    private final Reading<@Nullable T> reading;

    /// Call this constructor only after every file has been notified that an operation begins.
    FileCall(OpenFile file, @Nullable OpenFile other, String operation, Reading<@Nullable T> reading) {
        super(file.fs);
        this.file = file;
        this.other = other;
        this.otherHolding = other;
        this.operation = operation;
        this.reading = reading;
    }

    @Override
    @Nullable
    T value(FsRequest ended, long result) {
        return reading.of(ended, result);
    }

    @Override
    void released() {
        if (holding) {
            file.ended();
            holding = false;
        }
        if (otherHolding != null) {
            otherHolding.ended();
            otherHolding = null;
        }
        file.closeIfUnused();
        if (other != null) {
            other.closeIfUnused();
        }
    }

    @Override
    IOException exception(String function, int code) {
        return FileErrors.toException(function, code, file.path(), other == null ? null : other.path());
    }

    @Override
    String operation() {
        return operation;
    }

    @Override
    public String toString() {
        return operation + " of " + file;
    }
}
