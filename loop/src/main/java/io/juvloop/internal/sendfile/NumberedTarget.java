package io.juvloop.internal.sendfile;

import io.juvloop.bindings.PosixSockets;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.UvErrorMapping;
import io.juvloop.internal.UvEventLoop;
import io.juvloop.internal.descriptor.Direction;
import io.juvloop.internal.sock.NumberedSockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A socket that is known by its number.
///
/// Loop thread only, in a task.
public final class NumberedTarget implements SendTarget {
    private final NumberedSockets sockets;
    private final long socket;

    private NumberedTarget(NumberedSockets sockets, long socket) {
        this.sockets = sockets;
        this.socket = socket;
    }

    /// Sends a file over a stream socket, see [io.juvloop.LoopSockets#sockSendfile(long,
    /// java.nio.channels.FileChannel, SendfileOptions)].
    public static long send(UvEventLoop loop, long socket, SentFile file) throws IOException {
        NumberedSockets sockets = loop.sockets().numbered();
        sockets.check(socket, Direction.WRITE);
        requireStream(socket);
        return new FileTransfer(loop, file, new NumberedTarget(sockets, socket)).run();
    }

    private static void requireStream(long socket) {
        try {
            PosixSockets.Kind kind = PosixSockets.kindOf((int) socket);
            if (kind == PosixSockets.Kind.TCP || kind == PosixSockets.Kind.UNIX) {
                return;
            }
        } catch (UvFailure failure) {
            throw new IllegalArgumentException(
                    "descriptor " + socket + " is not a socket", UvErrorMapping.toException(failure, null));
        }
        throw new IllegalArgumentException("files are sent over stream sockets only, not over descriptor " + socket);
    }

    @Override
    public @Nullable DirectSend direct(SentFile file) throws IOException {
        return KernelSend.open(sockets.io(), socket, file.channel());
    }

    @Override
    public void awaitWritable() {
        sockets.await(socket, Direction.WRITE);
    }

    @Override
    public void send(ByteBuffer data) throws IOException {
        sockets.sendAll(socket, data);
    }

    @Override
    public void check() {}
}
