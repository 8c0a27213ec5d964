package io.juvloop.internal.sendfile;

import io.juvloop.files.AsyncFile;
import io.juvloop.files.OpenOptions;
import io.juvloop.internal.core.LoopCore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// A FIFO that was given by its path. The JDK would wait in `open` until it has a writer; the loop's own files are
/// opened without waiting, and the loop polls them.
///
/// Thread rule and lifetime: see [WaitingSource].
final class OpenedFifo implements WaitingSource {
    private static final String MODE = "unix:mode";
    private static final int FILE_TYPE = 0xf000;
    private static final int FIFO = 0x1000;

    private final UninterruptibleWork steps;
    private final AsyncFile file;

    private OpenedFifo(UninterruptibleWork steps, AsyncFile file) {
        this.steps = steps;
        this.file = file;
    }

    /// Whether a path names a FIFO; on a thread that may wait for the disk.
    static boolean isFifo(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                && ((int) Files.getAttribute(path, MODE) & FILE_TYPE) == FIFO;
    }

    static OpenedFifo open(LoopCore core, UninterruptibleWork steps, Path path) throws IOException {
        return new OpenedFifo(steps, steps.await(core.loop().files().open(path, OpenOptions.READ)));
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return steps.await(file.read(target));
    }

    @Override
    public void close() {
        file.close();
    }
}
