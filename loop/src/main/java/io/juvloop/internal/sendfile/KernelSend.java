package io.juvloop.internal.sendfile;

import io.juvloop.bindings.FileSending;
import io.juvloop.bindings.PosixIo;
import io.juvloop.bindings.PosixSockets;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.jdk.JdkChannels;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/// `sendfile(2)` between two descriptors.
///
/// A step runs on another thread, and both owners may close their descriptors meanwhile, whose numbers other
/// files may get at once. So it works on duplicates, which are closed when no step is running.
///
/// Thread rule: see [DirectSend].
final class KernelSend implements DirectSend {
    private final int socket;
    private final int file;
    private boolean running;
    private boolean closed;

    private KernelSend(int socket, int file) {
        this.socket = socket;
        this.file = file;
    }

    /// Opens the duplicates.
    ///
    /// @return null if this platform lacks the call, or the JDK does not expose the file's descriptor
    /// @throws IOException if there are too many descriptors, or the file is closed
    static @Nullable KernelSend open(PosixIo io, long socket, FileChannel file) throws IOException {
        if (!FileSending.isAvailable()) {
            return null;
        }
        var number = JdkChannels.fileDescriptor(file);
        if (number.isEmpty()) {
            return null;
        }
        try {
            int fileCopy = io.duplicate(number.getAsInt());
            if (!file.isOpen()) {
                // another file may have had the number already when it was duplicated
                PosixSockets.close(fileCopy);
                throw new AsynchronousCloseException();
            }
            try {
                return new KernelSend(io.duplicate((int) socket), fileCopy);
            } catch (UvFailure failure) {
                PosixSockets.close(fileCopy);
                throw failure;
            }
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, file);
        }
    }

    /// The duplicate of the socket, to wait until it can be written.
    int socket() {
        return socket;
    }

    private synchronized boolean begin() {
        running = !closed;
        return running;
    }

    private synchronized void end() {
        running = false;
        if (closed) {
            closeBoth();
        }
    }

    @Override
    public long step(long position, long count) {
        if (!begin()) {
            return UvErrors.ECANCELED;
        }
        try {
            return FileSending.send(socket, file, position, count);
        } finally {
            end();
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (!running) {
                closeBoth();
            }
        }
    }

    private void closeBoth() {
        PosixSockets.close(socket);
        PosixSockets.close(file);
    }
}
