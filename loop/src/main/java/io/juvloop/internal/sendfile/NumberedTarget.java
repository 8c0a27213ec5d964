package io.juvloop.internal.sendfile;

import io.juvloop.bindings.PosixSockets;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.descriptor.Direction;
import io.juvloop.internal.sock.DescriptorSockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A socket given by its descriptor.
///
/// Loop thread only, in a task.
final class NumberedTarget implements SendTarget {
    private final DescriptorSockets sockets;
    private final long socket;

    private NumberedTarget(DescriptorSockets sockets, long socket) {
        this.sockets = sockets;
        this.socket = socket;
    }

    /// Throws if the descriptor is not a stream socket, or not the user's to use now.
    static NumberedTarget of(DescriptorSockets sockets, long socket) throws IOException {
        sockets.check(socket, Direction.WRITE);
        requireStream(socket);
        return new NumberedTarget(sockets, socket);
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
