package io.juvloop.internal.fs;

import io.juvloop.Handle;
import io.juvloop.UvException;
import io.juvloop.files.AsyncFile;
import io.juvloop.files.FileKind;
import io.juvloop.files.FileStat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Opens a FIFO for writing once it has a reader. The system reports at once that there is none yet, and offers
/// no notification of a later one, so the opening is retried until it succeeds, is cancelled or the loop is
/// closed.
///
/// Loop thread only, see [Sequence].
final class OpenWhenRead extends Sequence<AsyncFile> {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);

    private final LoopFileSystem fs;
    private final Path path;
    private final Supplier<CompletableFuture<AsyncFile>> opening;
    private final Supplier<CompletableFuture<FileStat>> asking;
    private @Nullable Handle pause;
    private boolean isFifo;

    OpenWhenRead(
            LoopFileSystem fs,
            Path path,
            Supplier<CompletableFuture<AsyncFile>> opening,
            Supplier<CompletableFuture<FileStat>> asking) {
        super(fs.core());
        this.fs = fs;
        this.path = path;
        this.opening = opening;
        this.asking = asking;
    }

    OpenWhenRead begin() {
        attempt();
        return this;
    }

    private void attempt() {
        then(opening.get(), this::succeed, this::refused);
    }

    private void succeed(AsyncFile file) {
        end();
        if (!complete(file)) {
            file.close();
        }
    }

    private void refused(Throwable failure) {
        if (!(failure.getCause() instanceof UvException known
                && known.errorName().equals("ENXIO"))) {
            end();
            fail(failure);
        } else if (isFifo) {
            pause();
        } else {
            then(asking.get(), stat -> decide(stat, failure));
        }
    }

    private void decide(FileStat stat, Throwable failure) {
        isFifo = stat.kind() == FileKind.FIFO;
        if (isFifo) {
            fs.began(this);
            pause();
        } else {
            fail(failure);
        }
    }

    private void pause() {
        pause = fs.core().loop().callLater(BETWEEN_TRIES, () -> {
            if (!isDone()) {
                attempt();
            }
        });
    }

    @Override
    protected void dropped(AsyncFile unwanted) {
        unwanted.close();
    }

    private void end() {
        fs.ended(this);
    }

    @Override
    protected void cancelOperation() {
        end();
        if (pause != null) {
            pause.cancel();
        }
        super.cancelOperation();
    }

    @Override
    public String toString() {
        return "opening of " + path;
    }
}
