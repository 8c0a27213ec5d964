package io.juvloop.internal.sendfile;

import io.juvloop.Transport;
import io.juvloop.bindings.Host;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.LendableTransport;
import io.juvloop.internal.UvErrorMapping;
import io.juvloop.internal.UvEventLoop;
import io.juvloop.internal.Waiter;
import io.juvloop.internal.descriptor.Direction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sends a file over a transport, which belongs to this from the call on until it is done.
///
/// The transport's descriptor is libuv's to poll, so the loop polls the duplicate that the file is sent by.
///
/// Loop thread only; [#run] in a task.
public final class TransportSending implements SendTarget, LendableTransport.Borrower {
    private final UvEventLoop loop;
    private final LendableTransport transport;
    private @Nullable KernelSend direct;
    private boolean polling;
    private @Nullable Waiter waiter;
    private boolean lost;
    private @Nullable Throwable lossCause;

    private TransportSending(UvEventLoop loop, LendableTransport transport) {
        this.loop = loop;
        this.transport = transport;
    }

    /// Takes a transport.
    ///
    /// @throws IllegalArgumentException if it is of another loop, or cannot send files
    /// @throws IllegalStateException if it is closing, its write side has ended, or it sends a file already
    public static TransportSending begin(UvEventLoop loop, Transport transport) {
        if (transport.loop() != loop) {
            throw new IllegalArgumentException("the transport belongs to another event loop");
        }
        if (!(transport instanceof LendableTransport lendable)) {
            throw new IllegalArgumentException("files cannot be sent over " + transport);
        }
        TransportSending sending = new TransportSending(loop, lendable);
        lendable.lend(sending);
        return sending;
    }

    /// Sends a file behind all that was written before.
    ///
    /// @return how many bytes
    public long run(SentFile file) throws IOException {
        try {
            awaitDrained();
            return new FileTransfer(loop, file, this).run();
        } finally {
            end();
        }
    }

    /// Gives the transport back; again, it does nothing.
    public void end() {
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

    // --- What the transport says

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
            loop.watches().descriptors().end(sender.socket());
        }
    }

    // --- What the transfer asks

    @Override
    public void check() throws IOException {
        if (lost) {
            throw FileTransfer.lost(lossCause);
        }
    }

    @Override
    public @Nullable DirectSend direct(SentFile file) throws IOException {
        if (Host.current().isWindows()) {
            return null;
        }
        try {
            direct = KernelSend.open(loop.sockets().numbered().io(), transport.fileno(), file.channel());
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
            loop.watches().descriptors().open(sender.socket()).await(Direction.WRITE);
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
