package io.juvloop.examples;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.files.AsyncFile;
import io.juvloop.files.FileOperations;
import io.juvloop.files.FileStat;
import io.juvloop.files.OpenOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A growing file, and how much of it was printed, even if it is truncated, or replaced by another file of its
/// name.
///
/// Used by a task of the loop, which waits for each operation.
final class FollowedFile implements AutoCloseable {
    private static final int BLOCK = 65_536;

    private final FileOperations files = EventLoop.running().files();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK);
    private final Path path;
    private AsyncFile file;
    private FileStat identity;
    private long position;

    FollowedFile(Path path) throws IOException {
        this.path = path;
        file = Async.await(files.open(path, OpenOptions.READ), IOException.class);
        identity = Async.await(file.stat(), IOException.class);
    }

    /// Prints the last lines.
    ///
    /// @return false if the output was closed
    boolean printLast(int lines) throws IOException {
        position = beginOfLast(lines);
        return printRest();
    }

    /// Prints the new part; first of the file that was open, then of the file that now has the name.
    ///
    /// @return false if the output was closed
    boolean printNew() throws IOException {
        if (Async.await(file.size(), IOException.class) < position) {
            System.err.println("tail: " + path + " was cut");
            position = 0;
        }
        boolean heard = printRest();
        if (heard && isReplaced()) {
            System.err.println("tail: " + path + " is another file now");
            file.close();
            file = Async.await(files.open(path, OpenOptions.READ), IOException.class);
            identity = Async.await(file.stat(), IOException.class);
            position = 0;
            heard = printRest();
        }
        return heard;
    }

    private boolean isReplaced() throws IOException {
        try {
            FileStat now = Async.await(files.stat(path), IOException.class);
            return now.ino() != identity.ino() || now.dev() != identity.dev();
        } catch (NoSuchFileException forNow) {
            return false;
        }
    }

    private boolean printRest() throws IOException {
        while (read(position, BLOCK) > 0) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            System.out.write(bytes, 0, bytes.length);
            position += bytes.length;
        }
        return !System.out.checkError();
    }

    /// Searches for line ends from the back; one at the very end ends the last line.
    private long beginOfLast(int lines) throws IOException {
        long size = Async.await(file.size(), IOException.class);
        int found = 0;
        long end = size;
        while (end > 0) {
            long begin = Math.max(0, end - BLOCK);
            int count = read(begin, (int) (end - begin));
            for (int i = count - 1; i >= 0; i--) {
                boolean ends = buffer.get(i) == '\n' && begin + i < size - 1;
                if (ends && ++found == lines) {
                    return begin + i + 1;
                }
            }
            end = begin;
        }
        return 0;
    }

    private int read(long from, int count) throws IOException {
        buffer.clear().limit(count);
        int read = Async.await(file.read(buffer, from), IOException.class);
        buffer.flip();
        return read;
    }

    @Override
    public void close() {
        file.close();
    }
}
