package io.juvloop.benchmarks.work;

import java.nio.file.Path;

/// The file that is read over and over, piece by piece: where the next piece is.
///
/// One thread.
public final class ReadFile {
    /// The system property that names the file.
    public static final String PROPERTY = "juvloop.bench.file";

    /// The size of a piece.
    static final int PIECE = 64 * 1024;

    private final long size;
    private long next;

    ReadFile(long size) {
        this.size = size;
    }

    static Path path() {
        return Path.of(System.getProperty(PROPERTY));
    }

    /// Returns the position of the next piece; after the end it starts again.
    long nextPosition() {
        long position = next;
        next = position + PIECE < size ? position + PIECE : 0;
        return position;
    }

    /// Checks that a read returned a whole piece; otherwise the file is the wrong one.
    static void check(int count) {
        if (count != PIECE) {
            throw new IllegalStateException("read " + count + " bytes instead of " + PIECE);
        }
    }
}
