package io.juvloop.internal.fs;

import io.juvloop.bindings.CachedRead;
import io.juvloop.bindings.FsBuffers;
import io.juvloop.bindings.FsFiles;
import io.juvloop.bindings.FsRequest;
import io.juvloop.files.AsyncFile;
import io.juvloop.files.FileStat;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A file opened through libuv.
///
/// Loop thread only. Lifetime: see [AsyncFile].
final class OpenFile extends OpenResource implements AsyncFile {
    private static final long OWN_POSITION = -1;

    private final int descriptor;
    private final @Nullable WaitingTransfers waiting;
    private boolean mayReadCached = CachedRead.isSupported();

    OpenFile(LoopFileSystem fs, Path path, int descriptor) {
        super(fs, path);
        this.descriptor = descriptor;
        this.waiting = WaitingTransfers.of(fs.core(), descriptor, fs::io);
    }

    /// The transfers that wait for another process.
    ///
    /// @return null if none ever waits, as with regular files
    @Nullable
    WaitingTransfers waiting() {
        return waiting;
    }

    int descriptor() {
        return descriptor;
    }

    /// Whether it is worth trying to read the page cache without waiting.
    boolean mayReadCached() {
        return mayReadCached;
    }

    /// Notes that the file system or the kind of file does not support such reads.
    void refusesCachedReads() {
        mayReadCached = false;
    }

    // --- Reading

    @Override
    public CompletableFuture<Integer> read(ByteBuffer target, long position) {
        return readOne(target, checkPosition(position));
    }

    @Override
    public CompletableFuture<Integer> read(ByteBuffer target) {
        return readOne(target, OWN_POSITION);
    }

    private CompletableFuture<Integer> readOne(ByteBuffer target, long position) {
        return TransferFuture.read(this, List.of(writable(target)), position, count -> (int) count);
    }

    @Override
    public CompletableFuture<Integer> read(MemorySegment target, long position) {
        IoBuffer piece = new IoBuffer(target).checkWritable();
        return TransferFuture.read(this, List.of(piece), checkPosition(position), count -> (int) count);
    }

    @Override
    public CompletableFuture<Long> readv(List<ByteBuffer> targets, long position) {
        List<IoBuffer> pieces =
                checkCount(targets).stream().map(OpenFile::writable).toList();
        return TransferFuture.read(this, pieces, checkPosition(position), count -> count);
    }

    private static IoBuffer writable(ByteBuffer target) {
        return new IoBuffer(target).checkWritable();
    }

    // --- Writing

    @Override
    public CompletableFuture<Integer> write(ByteBuffer source, long position) {
        return writeOne(source, checkPosition(position));
    }

    @Override
    public CompletableFuture<Integer> write(ByteBuffer source) {
        return writeOne(source, OWN_POSITION);
    }

    private CompletableFuture<Integer> writeOne(ByteBuffer source, long position) {
        return TransferFuture.write(this, List.of(readable(source)), position, count -> (int) count);
    }

    @Override
    public CompletableFuture<Integer> write(MemorySegment source, long position) {
        IoBuffer piece = new IoBuffer(source).checkReadable();
        return TransferFuture.write(this, List.of(piece), checkPosition(position), count -> (int) count);
    }

    @Override
    public CompletableFuture<Long> writev(List<ByteBuffer> sources, long position) {
        List<IoBuffer> pieces =
                checkCount(sources).stream().map(OpenFile::readable).toList();
        return TransferFuture.write(this, pieces, checkPosition(position), count -> count);
    }

    private static IoBuffer readable(ByteBuffer source) {
        return new IoBuffer(source).checkReadable();
    }

    @Override
    public CompletableFuture<Long> sendfile(AsyncFile target, long offset, long count) {
        Objects.requireNonNull(target, "the target is null");
        if (!(target instanceof OpenFile other) || other.fs != fs) {
            throw new IllegalArgumentException("the " + target + " is no file of this loop");
        }
        if (count < 0) {
            throw new IllegalArgumentException("the count is negative: " + count);
        }
        long position = checkPosition(offset);
        if (waiting != null || other.waiting != null) {
            CopyInPieces copy = new CopyInPieces(this, other, position, count);
            copy.begin();
            return copy;
        }
        other.begin();
        try {
            begin();
        } catch (Throwable thrown) {
            other.ended();
            other.closeIfUnused();
            throw thrown;
        }
        return new FileCall<Long>(this, other, "uv_fs_sendfile", (request, result) -> result)
                .begin((request, answer) ->
                        FsFiles.sendfile(request, answer, other.descriptor, descriptor, position, count));
    }

    private static long checkPosition(long position) {
        if (position < 0) {
            throw new IllegalArgumentException("the position is negative: " + position);
        }
        return position;
    }

    private static List<ByteBuffer> checkCount(List<ByteBuffer> buffers) {
        if (buffers.size() > FsBuffers.MOST) {
            throw new IllegalArgumentException(
                    "one operation has at most " + FsBuffers.MOST + " buffers, not " + buffers.size());
        }
        return buffers;
    }

    // --- State

    private <T> CompletableFuture<T> call(
            String operation, FileCall.Reading<@Nullable T> reading, FileFuture.Beginning beginning) {
        begin();
        return new FileCall<>(this, null, operation, reading).begin(beginning);
    }

    private CompletableFuture<Void> change(String operation, FileFuture.Beginning beginning) {
        return call(operation, (request, result) -> null, beginning);
    }

    @Override
    public CompletableFuture<FileStat> stat() {
        return call(
                "uv_fs_fstat",
                (request, result) -> FileStats.of(request.status()),
                (request, answer) -> FsFiles.fstat(request, answer, descriptor));
    }

    @Override
    public CompletableFuture<Long> size() {
        return call(
                "uv_fs_fstat",
                (request, result) -> request.status().size(),
                (request, answer) -> FsFiles.fstat(request, answer, descriptor));
    }

    @Override
    public CompletableFuture<Void> sync() {
        return change("uv_fs_fsync", (request, answer) -> FsFiles.fsync(request, answer, descriptor));
    }

    @Override
    public CompletableFuture<Void> datasync() {
        return change("uv_fs_fdatasync", (request, answer) -> FsFiles.fdatasync(request, answer, descriptor));
    }

    @Override
    public CompletableFuture<Void> truncate(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("the size is negative: " + size);
        }
        return change("uv_fs_ftruncate", (request, answer) -> FsFiles.ftruncate(request, answer, descriptor, size));
    }

    @Override
    public CompletableFuture<Void> chmod(int permissions) {
        int mode = FileArguments.permissions(permissions);
        return change("uv_fs_fchmod", (request, answer) -> FsFiles.fchmod(request, answer, descriptor, mode));
    }

    @Override
    public CompletableFuture<Void> chown(int uid, int gid) {
        return change("uv_fs_fchown", (request, answer) -> FsFiles.fchown(request, answer, descriptor, uid, gid));
    }

    @Override
    public CompletableFuture<Void> utime(Instant atime, Instant mtime) {
        double accessed = FileArguments.seconds(atime);
        double modified = FileArguments.seconds(mtime);
        return change(
                "uv_fs_futime", (request, answer) -> FsFiles.futime(request, answer, descriptor, accessed, modified));
    }

    // --- Closing

    @Override
    void beforeClose() {
        if (waiting != null) {
            waiting.end();
        }
    }

    @Override
    void giveBack(FsRequest request) {
        FsFiles.close(request, this, descriptor);
    }

    @Override
    String closeOperation() {
        return "uv_fs_close";
    }

    @Override
    public String toString() {
        return "file " + path();
    }
}
