package io.juvloop.internal.fs;

import io.juvloop.UvException;
import io.juvloop.bindings.UvErrors;
import io.juvloop.files.AsyncFile;
import io.juvloop.files.FileKind;
import io.juvloop.files.FileStat;
import io.juvloop.files.OpenOptions;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Copies a file with the kernel's own copy functions, as `uv_fs_copyfile` does on Linux, but always ends:
/// libuv's copy never returns if the source is truncated meanwhile, and it runs in a pool thread that the JVM
/// waits for when it exits.
///
/// Of a regular file it copies the size at opening, or less if the file is truncated; of a FIFO, everything
/// until its end.
///
/// Loop thread only, see [Sequence].
final class CopyFile extends Sequence<Void> {
    /// The bytes per step, so that the copy can be cancelled and the pool can serve other operations.
    private static final long STEP = 64L << 20;

    private static final int ENOTSUP = UvErrors.code("ENOTSUP");

    private final UvFileOperations operations;
    private final LoopFileSystem fs;
    private final Path source;
    private final Path target;
    private final boolean exclusive;
    private long copied;
    private boolean made;

    CopyFile(UvFileOperations operations, LoopFileSystem fs, Path source, Path target, boolean exclusive) {
        super(fs.core());
        this.operations = operations;
        this.fs = fs;
        this.source = source;
        this.target = target;
        this.exclusive = exclusive;
    }

    /// Lets the file system share the blocks, if it can.
    ///
    /// @param cloning lets libuv do it, which opens both files and does not block if they are regular files
    /// @param only whether to fail if the blocks cannot be shared
    CompletableFuture<Void> clone(Supplier<CompletableFuture<Void>> cloning, boolean only) {
        Runnable clone = () -> then(cloning.get(), done -> complete(null), only ? this::fail : refused -> start());
        Runnable cannot =
                only ? () -> failed(FileErrors.toException("uv_fs_copyfile", ENOTSUP, source, target)) : this::start;
        step(operations.stat(source), stat -> {
            if (stat.kind() == FileKind.FILE) {
                then(
                        operations.stat(target),
                        there -> (there.kind() == FileKind.FILE ? clone : cannot).run(),
                        missing -> clone.run());
            } else {
                cannot.run();
            }
        });
        return this;
    }

    CompletableFuture<Void> begin() {
        start();
        return this;
    }

    private void start() {
        step(operations.open(source, OpenOptions.READ), from -> step(from.stat(), stat -> open(from, stat)));
    }

    private <A> void step(CompletableFuture<A> next, Consumer<A> action) {
        then(next, action, this::failed);
    }

    private void open(AsyncFile from, FileStat stat) {
        OpenOptions options = (exclusive ? OpenOptions.CREATE_NEW : OpenOptions.WRITE)
                .withTruncate(false)
                .withPermissions(stat.permissions());
        step(operations.open(target, options), to -> step(to.stat(), there -> prepare(from, stat, to, there)));
    }

    private void prepare(AsyncFile from, FileStat stat, AsyncFile to, FileStat there) {
        if (there.dev() == stat.dev() && there.ino() == stat.ino()) {
            close(from, to); // source and target are the same file
            return;
        }
        made = there.kind() == FileKind.FILE; // a device is not removed, even if the copy fails
        long size = stat.kind() == FileKind.FIFO ? Long.MAX_VALUE : stat.size();
        if (there.kind() == FileKind.FILE) {
            step(to.chmod(stat.permissions()), done -> step(to.truncate(0), cut -> copy(from, to, size)));
        } else {
            copy(from, to, size);
        }
    }

    private void copy(AsyncFile from, AsyncFile to, long size) {
        if (copied == size) {
            close(from, to);
            return;
        }
        step(from.sendfile(to, copied, Math.min(STEP, size - copied)), count -> {
            copied += count;
            if (count == 0) {
                close(from, to);
            } else {
                copy(from, to, size);
            }
        });
    }

    private void close(AsyncFile from, AsyncFile to) {
        from.close();
        to.close();
        step(from.waitClosed(), first -> step(to.waitClosed(), second -> complete(null)));
    }

    /// An incomplete copy is removed.
    private void failed(Throwable failure) {
        Throwable mapped = failure.getCause() instanceof UvException known
                ? FileErrors.toException("uv_fs_copyfile", UvErrors.code(known.errorName()), source, target)
                : failure;
        if (made) {
            then(operations.unlink(target), done -> fail(mapped), worse -> fail(mapped));
        } else {
            fail(mapped);
        }
    }

    @Override
    protected void cancelOperation() {
        super.cancelOperation();
        if (made && !fs.core().isClosed()) {
            var _ = operations.unlink(target);
        }
    }

    @Override
    public String toString() {
        return "uv_fs_copyfile of " + source + " and " + target;
    }
}
