package io.juvloop.internal.sendfile;

import io.juvloop.bindings.UvErrors;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.descriptor.PolledDescriptors;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sends one file over one socket, in a task. It sends directly until the socket takes no more and then waits
/// for the socket, or it reads and writes. The disk is read on another thread; FIFOs and the like are waited for by
/// the loop.
///
/// Loop thread only, in a task. Used once.
final class FileTransfer {
    /// The most bytes per step, so that cancelling does not wait for a whole file.
    private static final long STEP = 4 * 1024 * 1024;

    private static final int PIECE = 256 * 1024;

    /// The errors of `sendfile(2)` for files and sockets that it does not support.
    private static final Set<String> UNSUITABLE = Set.of("EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "ESPIPE");

    private final LoopCore core;
    private final PolledDescriptors descriptors;
    private final UninterruptibleWork steps;
    private final SentFile file;
    private final SendTarget target;

    FileTransfer(
            LoopCore core, PolledDescriptors descriptors, UninterruptibleWork steps, SentFile file, SendTarget target) {
        this.core = core;
        this.descriptors = descriptors;
        this.steps = steps;
        this.file = file;
        this.target = target;
    }

    /// Sends the file.
    ///
    /// @return the number of bytes sent
    long run() throws IOException {
        try (file) {
            file.open(core, descriptors, steps);
            target.check();
            if (!sendDirectly()) {
                if (!file.mayFallBack()) {
                    throw new UnsupportedOperationException(
                            "the system does not send this file by itself, and the fallback is off");
                }
                sendInPieces();
            }
            return file.sent();
        }
    }

    /// @return false if that is impossible, and no byte was sent
    private boolean sendDirectly() throws IOException {
        if (file.source() != null) {
            return false;
        }
        try (DirectSend direct = target.direct(file)) {
            return direct != null && sendBy(direct);
        }
    }

    private boolean sendBy(DirectSend direct) throws IOException {
        for (long most = file.left(STEP); most > 0; most = file.left(STEP)) {
            long position = file.position();
            long count = most;
            long sent = steps.run(() -> direct.step(position, count));
            if (sent > 0) {
                file.advance(sent);
            } else if (sent == 0) {
                break;
            } else if (sent != UvErrors.EAGAIN) {
                if (file.sent() == 0 && UNSUITABLE.contains(UvErrors.name((int) sent))) {
                    return false;
                }
                target.check();
                throw UvErrorMapping.toException("sendfile", (int) sent, null);
            }
            steps.throwIfCancelled();
            target.check();
            if (sent == UvErrors.EAGAIN) {
                target.awaitWritable();
            }
        }
        steps.throwIfCancelled();
        return true;
    }

    private void sendInPieces() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE);
        for (int most = (int) file.left(PIECE); most > 0; most = (int) file.left(PIECE)) {
            buffer.clear().limit(most);
            int count = read(buffer);
            if (count <= 0 || file.source() == null) {
                steps.throwIfCancelled();
            }
            if (count <= 0) {
                return;
            }
            target.check();
            sendPiece(buffer.flip()); // bytes of a FIFO, which cannot be read again, are sent before the task ends
            steps.throwIfCancelled();
        }
    }

    private int read(ByteBuffer buffer) throws IOException {
        WaitingSource source = file.source();
        long position = file.position();
        return source == null ? steps.run(() -> file.read(buffer, position)) : source.read(buffer);
    }

    private void sendPiece(ByteBuffer piece) throws IOException {
        try {
            target.send(piece);
        } finally {
            file.advance(piece.position());
        }
    }

    /// The exception for a caller whose connection is lost.
    static IOException lost(@Nullable Throwable cause) {
        if (cause instanceof IOException failure) {
            return failure;
        }
        SocketException closed = new SocketException("the connection was closed");
        closed.initCause(cause);
        return closed;
    }
}
