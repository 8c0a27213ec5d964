package io.juvloop.internal.sendfile;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.descriptor.Direction;
import io.juvloop.internal.descriptor.PolledDescriptors;
import io.juvloop.internal.sock.Sockets;
import io.juvloop.internal.stream.ExclusiveWriter;
import io.juvloop.internal.task.Waiter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sends a file over a transport, whose write side it holds from the call until the file is sent.
///
/// libuv polls the transport's descriptor, so the loop polls the duplicate that the file is sent by.
///
/// Loop thread only; [#run] in a task.
final class TransportSending implements SendTarget, ExclusiveWriter.Borrower {
    private final PolledDescriptors descriptors;
    private final Sockets sockets;
    private final ExclusiveWriter transport;
    private @Nullable KernelSend direct;
    private boolean polling;
    private @Nullable Waiter waiter;
    private boolean lost;
    private @Nullable Throwable lossCause;

    private TransportSending(PolledDescriptors descriptors, Sockets sockets, ExclusiveWriter transport) {
        this.descriptors = descriptors;
        this.sockets = sockets;
        this.transport = transport;
    }

    /// Takes the write side of a transport.
    ///
    /// @throws IllegalArgumentException if it is of another loop, or cannot send files
    /// @throws IllegalStateException if it is closing, its write side has ended, or it sends a file already
    static TransportSending begin(EventLoop loop, PolledDescriptors descriptors, Sockets sockets, Transport transport) {
        if (!transport.loop().equals(loop)) {
            throw new IllegalArgumentException("the transport belongs to another event loop");
        }
        if (!(transport instanceof ExclusiveWriter lendable)) {
            throw new IllegalArgumentException("files cannot be sent over " + transport);
        }
        TransportSending sending = new TransportSending(descriptors, sockets, lendable);
        lendable.lend(sending);
        return sending;
    }

    /// Sends a file behind all earlier writes.
    ///
    /// @return the number of bytes sent
    long run(FileTransfer transfer) throws IOException {
        try {
            awaitDrained();
            return transfer.run();
        } finally {
            end();
        }
    }

    /// Releases the transport. Calling it again has no effect.
    void end() {
        transport.giveBack(this);
    }

    private void awaitDrained() throws IOException {
        check();
        while (!transport.isDrained()) {
            Waiter waiting = Waiter.ofCurrentTask();
            waiter = waiting;
            try {
                waiting.await();
            } finally {
                waiter = null;
            }
            check();
        }
        check();
    }

    // --- Calls of the transport

    @Override
    public void drained() {
        if (waiter != null) {
            waiter.wake();
        }
    }

    @Override
    public void lost(@Nullable Throwable cause) {
        lost = true;
        lossCause = cause;
        drained();
        KernelSend sender = direct;
        if (polling && sender != null) {
            descriptors.end(sender.socket());
        }
    }

    // --- Calls of the transfer

    @Override
    public void check() throws IOException {
        if (lost) {
            throw FileTransfer.lost(lossCause);
        }
    }

    @Override
    public @Nullable DirectSend direct(SentFile file) throws IOException {
        if (Platform.current().isWindows() || !transport.isPlain()) {
            return null;
        }
        try {
            direct = KernelSend.open(sockets.numbered().io(), transport.fileno(), file.channel());
            return direct;
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, transport);
        }
    }

    @Override
    public void awaitWritable() throws IOException {
        KernelSend sender = Objects.requireNonNull(direct, "nothing is sent directly");
        polling = true;
        try {
            descriptors.open(sender.socket()).await(Direction.WRITE);
        } finally {
            polling = false;
        }
        check();
    }

    @Override
    public void send(ByteBuffer data) throws IOException {
        transport.writeLent(data);
        awaitDrained();
    }
}
