package io.juvloop.internal.fs;

import io.juvloop.bindings.CachedRead;
import io.juvloop.bindings.ChunkPool;
import io.juvloop.bindings.FsBuffers;
import io.juvloop.bindings.FsFiles;
import io.juvloop.bindings.FsRequest;
import io.juvloop.bindings.PosixIo;
import io.juvloop.bindings.UvErrors;
import io.juvloop.internal.core.Surely;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// A read or a write; keeps its memory and its file until it has ended.
///
/// A read tries the page cache first and goes to the pool if the cache cannot serve all of it. So a read
/// returns the same number of bytes whether they are cached or not, and the pool reports the end of the file
/// and errors. If the read is at the file's own position, the position has moved by then, and the read returns
/// only the cached bytes.
///
/// Loop thread only, see [FileFuture] and [CachedReads].
final class TransferFuture<T> extends FileFuture<T> {
    private static final long END = -1;
    private static final long OWN_POSITION = -1;

    private final OpenFile file;
    private final boolean reading;
    private final List<IoBuffer> pieces;
    private final long position;
    private final LongFunction<T> result;
    private boolean holding;

    private TransferFuture(
            OpenFile file, boolean reading, List<IoBuffer> pieces, long position, LongFunction<T> result) {
        super(file.fs);
        this.file = file;
        this.reading = reading;
        this.pieces = pieces;
        this.position = position;
        this.result = result;
    }

    /// Begins a read.
    static <T> FileFuture<T> read(OpenFile file, List<IoBuffer> pieces, long position, LongFunction<T> result) {
        return new TransferFuture<>(file, true, pieces, position, result).start();
    }

    /// Begins a write.
    static <T> FileFuture<T> write(OpenFile file, List<IoBuffer> pieces, long position, LongFunction<T> result) {
        return new TransferFuture<>(file, false, pieces, position, result).start();
    }

    private FileFuture<T> start() {
        file.begin();
        holding = true;
        boolean begun = false;
        try {
            handOn();
            begun = true;
        } finally {
            if (!begun && !isUnderWay()) {
                cancel(false); // the caller has the error, and not this
                released();
            }
        }
        return this;
    }

    private void handOn() {
        long size = size();
        if (size == 0) {
            released();
            complete(result.apply(0));
        } else if (position == OWN_POSITION && file.waiting() != null) {
            begin(file.waiting());
        } else if (reading && size <= CachedReads.LARGEST && file.mayReadCached()) {
            fs.cachedReads().add(this);
        } else {
            submit();
        }
    }

    private long size() {
        long size = 0;
        for (IoBuffer piece : pieces) {
            size += piece.size();
        }
        return size;
    }

    // --- Files that may wait for another process

    boolean isReading() {
        return reading;
    }

    /// A write may be tried at once; whether a read has to wait is known only when its file is ready.
    private void begin(WaitingTransfers waiting) {
        if (reading || !tryNow()) {
            waiting.add(this);
        }
    }

    /// Transfers the bytes that need no waiting.
    ///
    /// @return false if there are none
    boolean tryNow() {
        T outcome;
        try {
            long count = transfer(Objects.requireNonNull(file.waiting()).io());
            if (count == UvErrors.EAGAIN) {
                return false;
            }
            if (count < 0) {
                throw exception(operation(), (int) count);
            }
            outcome = outcome(count);
        } catch (Throwable failure) {
            abandon(failure);
            return true;
        }
        released();
        complete(outcome);
        return true;
    }

    /// While a read waits, its memory is unused; a write's bytes were copied when the write began.
    private long transfer(PosixIo io) {
        FsBuffers buffers = gather();
        long count = reading ? io.read(file.descriptor(), buffers) : io.write(file.descriptor(), buffers);
        if (reading && count == UvErrors.EAGAIN) {
            releaseChunks();
        }
        return count;
    }

    /// Fails the transfer.
    void abandon(Throwable failure) {
        released();
        if (fs.core().isClosed()) {
            cancel(false);
        }
        completeExceptionally(failure);
    }

    @Override
    protected void cancelOperation() {
        WaitingTransfers waiting = file.waiting();
        if (waiting != null && waiting.remove(this)) {
            released();
        } else {
            super.cancelOperation();
        }
    }

    // --- In the page cache

    /// Reads at once if all the bytes are cached, and in the pool otherwise; does nothing if it was cancelled.
    void attempt() {
        if (isDone()) {
            released();
            return;
        }
        T cached;
        try {
            cached = readCached();
        } catch (Throwable thrown) {
            released();
            completeExceptionally(thrown);
            return;
        }
        if (cached == null) {
            submit();
        } else {
            released();
            complete(cached);
        }
    }

    private @Nullable T readCached() {
        MemorySegment own = pieces.size() == 1 ? pieces.getFirst().orNull() : MemorySegment.NULL;
        boolean copies = own.address() == 0;
        FsBuffers buffers = copies ? gather() : fs.buffers();
        if (!copies) {
            buffers.add(own); // its arena cannot be closed while it is an argument of the call
        }
        long count = fs.cachedReads().read(file.descriptor(), buffers, position, own);
        if (count > 0 && (position < 0 || count == size())) {
            return moved(count);
        }
        if (count < 0 && count != CachedRead.EAGAIN) {
            file.refusesCachedReads();
        }
        releaseChunks();
        return null;
    }

    /// Cancels the transfer, because the loop was closed before its turn.
    void drop() {
        released();
        cancel(false);
    }

    // --- In the pool

    private void submit() {
        FsBuffers buffers;
        try {
            buffers = gather();
        } catch (Throwable thrown) {
            released();
            completeExceptionally(thrown);
            return;
        }
        var _ = reading
                ? begin((request, answer) -> FsFiles.read(request, answer, file.descriptor(), buffers, position))
                : begin((request, answer) -> FsFiles.write(request, answer, file.descriptor(), buffers, position));
    }

    private FsBuffers gather() {
        FsBuffers buffers = fs.buffers();
        ChunkPool chunks = fs.chunks();
        long budget = IoBuffer.MOST_COPIED;
        for (IoBuffer piece : pieces) {
            if (piece.size() > 0) {
                budget -= reading ? piece.addTo(buffers, chunks, budget) : piece.addContentTo(buffers, chunks, budget);
            }
            if (budget == 0 || buffers.isFull()) {
                break; // the rest belongs to the next operation
            }
        }
        return buffers;
    }

    @Override
    @Nullable
    T value(FsRequest ended, long count) {
        return isDone() ? null : outcome(count); // no caller uses the memory any more
    }

    private T outcome(long count) {
        return reading && count == 0 ? result.apply(END) : moved(count);
    }

    private T moved(long count) {
        long rest = count;
        for (IoBuffer piece : pieces) {
            rest = reading ? piece.read(rest) : piece.written(rest);
        }
        return result.apply(count);
    }

    @Override
    void released() {
        try {
            Surely.run(this::releaseChunks);
        } finally {
            if (holding) {
                file.ended();
                holding = false;
            }
            file.closeIfUnused();
        }
    }

    private void releaseChunks() {
        for (IoBuffer piece : pieces) {
            piece.release(fs.chunks());
        }
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
