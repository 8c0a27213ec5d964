package io.juvloop.internal.sendfile;

import io.juvloop.TaskOptions;
import io.juvloop.Transport;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.descriptor.Direction;
import io.juvloop.internal.descriptor.Watches;
import io.juvloop.internal.executor.DefaultExecutor;
import io.juvloop.internal.sock.Sockets;
import io.juvloop.internal.task.Tasks;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// Sends files over a transport, a channel, or a socket given by its descriptor.
///
/// Loop thread only. Lives as long as the loop.
public final class FileSender {
    private final LoopCore core;
    private final Tasks tasks;
    private final DefaultExecutor executor;
    private final Watches watches;
    private final Sockets sockets;

    public FileSender(LoopCore core, Tasks tasks, DefaultExecutor executor, Watches watches, Sockets sockets) {
        this.core = core;
        this.tasks = tasks;
        this.executor = executor;
        this.watches = watches;
        this.sockets = sockets;
    }

    /// Sends a file over a transport, in a new task; a task that is cancelled before it begins must still
    /// release the transport.
    ///
    /// @throws IllegalArgumentException if the transport is of another loop, or cannot send files
    /// @throws IllegalStateException if it is closing, its write side has ended, or it sends a file already
    public CompletableFuture<Long> send(Transport transport, SentFile file) {
        TransportSending sending = TransportSending.begin(core.loop(), watches.descriptors(), sockets, transport);
        FileTransfer transfer = transfer(file, sending);
        Callable<Long> body = () -> sending.run(transfer);
        CompletableFuture<Long> task =
                tasks.make(body, TaskOptions.DEFAULT.withName("sendfile")).toCompletableFuture();
        var _ = task.whenComplete((sent, failure) -> sending.end());
        return task;
    }

    /// Sends a file over a channel, in the running task.
    public long send(SocketChannel channel, SentFile file) throws IOException {
        tasks.requireTask();
        watches.channels().check(channel, Direction.WRITE);
        return transfer(file, new ChannelTarget(watches.channels(), sockets.streams(), channel))
                .run();
    }

    /// Sends a file over a stream socket given by its descriptor, in the running task.
    public long send(long socket, SentFile file) throws IOException {
        return transfer(file, NumberedTarget.of(sockets.numbered(), socket)).run();
    }

    private FileTransfer transfer(SentFile file, SendTarget target) {
        UninterruptibleWork steps = new UninterruptibleWork(core, executor);
        return new FileTransfer(core, watches.descriptors(), steps, file, target);
    }
}
