package io.juvloop.internal.fs;

import io.juvloop.files.AsyncFile;
import java.nio.ByteBuffer;

/// Copies from one open file to another where the system cannot do it by itself: a FIFO or a device has no
/// positions, and reading or writing it may have to wait.
///
/// Loop thread only, see [Sequence].
final class CopyInPieces extends Sequence<Long> {
    private static final int PIECE = 64 * 1024;

    private final OpenFile source;
    private final AsyncFile target;
    private final long offset;
    private final long most;
    private final ByteBuffer piece;
    private long copied;

    CopyInPieces(OpenFile source, AsyncFile target, long offset, long most) {
        super(source.fs.core());
        this.source = source;
        this.target = target;
        this.offset = offset;
        this.most = most;
        this.piece = ByteBuffer.allocate((int) Math.min(PIECE, most));
    }

    void begin() {
        if (copied == most) {
            complete(copied);
            return;
        }
        piece.clear().limit((int) Math.min(PIECE, most - copied));
        then(source.waiting() != null ? source.read(piece) : source.read(piece, offset + copied), count -> {
            if (count < 0) {
                complete(copied);
            } else {
                piece.flip();
                write();
            }
        });
    }

    private void write() {
        then(target.write(piece), count -> {
            copied += count;
            if (piece.hasRemaining()) {
                write();
            } else {
                begin();
            }
        });
    }

    @Override
    public String toString() {
        return "copying of " + source;
    }
}
