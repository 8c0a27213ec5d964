package io.juvloop.internal.fs;

import io.juvloop.files.AsyncFile;
import io.juvloop.internal.core.LoopCore;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/// Reads a file to its end, which may differ from its size: files in `/proc` have size 0, and other files grow.
///
/// Loop thread only, see [Sequence].
final class ReadWholeFile extends Sequence<byte[]> {
    private static final int LEAST = 8192;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final Path path;
    private byte[] content = new byte[0];
    private int length;

    ReadWholeFile(LoopCore core, Path path) {
        super(core);
        this.path = path;
    }

    void begin(CompletableFuture<AsyncFile> opening) {
        then(
                opening,
                file -> then(file.size(), size -> {
                    if (size > LARGEST_ARRAY) {
                        fail(tooLarge());
                        return;
                    }
                    content = new byte[size > 0 ? size.intValue() : LEAST];
                    readOn(file);
                }));
    }

    private void readOn(AsyncFile file) {
        if (length == content.length) {
            readPastTheSize(file);
            return;
        }
        ByteBuffer rest = ByteBuffer.wrap(content, length, content.length - length);
        then(file.read(rest), count -> {
            if (count < 0) {
                finish(file, Arrays.copyOf(content, length));
                return;
            }
            length += count;
            readOn(file);
        });
    }

    /// The whole file is probably read; only a read of zero bytes proves it.
    private void readPastTheSize(AsyncFile file) {
        ByteBuffer more = ByteBuffer.allocate(LEAST);
        then(file.read(more), count -> {
            if (count < 0) {
                finish(file, content);
            } else if (length > LARGEST_ARRAY - LEAST) {
                fail(tooLarge());
            } else {
                grow(more.flip());
                readOn(file);
            }
        });
    }

    private void grow(ByteBuffer more) {
        int count = more.remaining();
        int doubled = (int) Math.min(2L * content.length, LARGEST_ARRAY);
        content = Arrays.copyOf(content, Math.max(doubled, length + count));
        more.get(content, length, count);
        length += count;
    }

    private FileSystemException tooLarge() {
        return new FileSystemException(path.toString(), null, "it is larger than an array");
    }

    @Override
    public String toString() {
        return "reading all of " + path;
    }
}
