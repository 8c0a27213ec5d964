package io.juvloop.internal.fs;

import io.juvloop.bindings.ChunkPool;
import io.juvloop.bindings.FsBuffers;
import io.juvloop.bindings.FsFiles;
import io.juvloop.bindings.FsRequest;
import io.juvloop.internal.UserBuffers;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// A read or a write: holds the memory and the file until it has ended.
///
/// Loop thread only, see [FileFuture].
final class TransferFuture<T> extends FileFuture<T> {
    private static final long END = -1;

    private final OpenFile file;
    private final boolean reading;
    private final List<Piece> pieces;
    private final LongFunction<T> result;

    private TransferFuture(OpenFile file, boolean reading, List<Piece> pieces, LongFunction<T> result) {
        super(file.fs);
        this.file = file;
        this.reading = reading;
        this.pieces = pieces;
        this.result = result;
    }

    /// Begins to read.
    static <T> FileFuture<T> read(OpenFile file, List<Piece> pieces, long position, LongFunction<T> result) {
        return new TransferFuture<>(file, true, pieces, result).start(position);
    }

    /// Begins to write.
    static <T> FileFuture<T> write(OpenFile file, List<Piece> pieces, long position, LongFunction<T> result) {
        return new TransferFuture<>(file, false, pieces, result).start(position);
    }

    /// Refuses memory that cannot be written, now or when the read ends.
    static void checkWritable(MemorySegment memory) {
        if (memory.isReadOnly()) {
            throw new IllegalArgumentException("the memory to read into is read-only");
        }
        UserBuffers.checkReadable(memory);
        if (Thread.currentThread().isVirtual() && !HeldMemory.isForAnyThread(memory)) {
            throw new IllegalArgumentException("the arena of the memory is confined to this task, but a read ends on"
                    + " the loop's thread: take Arena.ofAuto() or Arena.ofShared()");
        }
    }

    private FileFuture<T> start(long position) {
        file.begin();
        FsBuffers buffers;
        try {
            buffers = gather();
        } catch (Throwable thrown) {
            released();
            throw thrown;
        }
        if (buffers.count() == 0) {
            released();
            complete(result.apply(0));
            return this;
        }
        return reading
                ? begin((request, answer) -> FsFiles.read(request, answer, file.descriptor(), buffers, position))
                : begin((request, answer) -> FsFiles.write(request, answer, file.descriptor(), buffers, position));
    }

    private FsBuffers gather() {
        FsBuffers buffers = fs.buffers();
        ChunkPool chunks = fs.chunks();
        long budget = Piece.MOST_COPIED;
        for (Piece piece : pieces) {
            if (piece.size() > 0) {
                budget -= reading ? piece.addTo(buffers, chunks, budget) : piece.addContentTo(buffers, chunks, budget);
            }
            if (budget == 0) {
                break;
            }
        }
        return buffers;
    }

    @Override
    @Nullable
    T value(FsRequest ended, long count) {
        if (reading && count == 0) {
            return result.apply(END);
        }
        if (isDone()) {
            return null; // nobody looks at the memory any more
        }
        long rest = count;
        for (Piece piece : pieces) {
            rest = reading ? piece.read(rest) : piece.written(rest);
        }
        return result.apply(count);
    }

    @Override
    void released() {
        for (Piece piece : pieces) {
            piece.release(fs.chunks());
        }
        file.ended();
    }

    @Override
    IOException exception(String function, int code) {
        return FileErrors.toException(function, code, file.path(), null);
    }

    @Override
    String operation() {
        return reading ? "uv_fs_read" : "uv_fs_write";
    }

    @Override
    public String toString() {
        return operation() + " of " + file;
    }
}
