package io.juvloop.internal.fs;

import io.juvloop.files.AsyncFile;
import io.juvloop.internal.core.LoopCore;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/// Writes bytes to a file until all are written.
///
/// Loop thread only, see [Sequence].
final class WriteWholeFile extends Sequence<Void> {
    private final ByteBuffer rest;

    WriteWholeFile(LoopCore core, byte[] content) {
        super(core);
        this.rest = ByteBuffer.wrap(content);
    }

    void begin(CompletableFuture<AsyncFile> opening) {
        then(opening, this::writeOn);
    }

    private void writeOn(AsyncFile file) {
        if (rest.hasRemaining()) {
            then(file.write(rest), count -> writeOn(file));
        } else {
            finish(file, null);
        }
    }

    @Override
    public String toString() {
        return "writing of " + rest.capacity() + " bytes";
    }
}
