package io.juvloop.streams;

import io.juvloop.EventLoop;
import io.juvloop.SubprocessProtocol;
import io.juvloop.SubprocessTransport;
import io.juvloop.Transport;
import io.juvloop.internal.task.Waiter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stands between a child's transport and its streams; asyncio's `SubprocessStreamProtocol`.
///
/// Called on the loop's thread.
final class SubprocessStreams implements SubprocessProtocol {
    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private final EventLoop loop;
    private final int limit;
    private final WriteFlow flow;
    private final List<Waiter> exitWaiters = new ArrayList<>();
    private @Nullable StreamWriter stdin;
    private @Nullable StreamReader stdout;
    private @Nullable StreamReader stderr;

    SubprocessStreams(EventLoop loop, StreamOptions options) {
        this.loop = loop;
        this.limit = options.limit();
        this.flow = new WriteFlow(loop);
    }

    @Nullable
    StreamWriter stdin() {
        return stdin;
    }

    @Nullable
    StreamReader stdout() {
        return stdout;
    }

    @Nullable
    StreamReader stderr() {
        return stderr;
    }

    @Override
    public void connectionMade(SubprocessTransport transport) {
        Transport input = transport.getPipeTransport(STDIN);
        stdin = input == null ? null : new StreamWriter(input, flow, null);
        stdout = reader(transport.getPipeTransport(STDOUT));
        stderr = reader(transport.getPipeTransport(STDERR));
    }

    private @Nullable StreamReader reader(@Nullable Transport pipe) {
        if (pipe == null) {
            return null;
        }
        StreamReader reader = new StreamReader(loop, limit);
        reader.inflow().connected(pipe);
        return reader;
    }

    private @Nullable Inflow inflow(int fd) {
        StreamReader reader = fd == STDOUT ? stdout : fd == STDERR ? stderr : null;
        return reader == null ? null : reader.inflow();
    }

    /// Bytes of a further pipe are for another protocol than this.
    @Override
    public void pipeDataReceived(int fd, ByteBuffer data) {
        Inflow inflow = inflow(fd);
        if (inflow != null) {
            inflow.feed(data);
        }
    }

    @Override
    public void pipeConnectionLost(int fd, @Nullable Throwable cause) {
        if (fd == STDIN) {
            flow.lose(cause);
            return;
        }
        Inflow inflow = inflow(fd);
        if (inflow != null) {
            inflow.lose(cause);
        }
    }

    @Override
    public void pauseWriting() {
        flow.pause();
    }

    @Override
    public void resumeWriting() {
        flow.resume();
    }

    @Override
    public void processExited() {
        exitWaiters.forEach(Waiter::wake);
    }

    /// Waits for the exit, once; the task may be cancelled meanwhile.
    void awaitExit() {
        Waiter waiter = Waiter.ofCurrentTask(loop);
        exitWaiters.add(waiter);
        try {
            waiter.await();
        } finally {
            exitWaiters.remove(waiter);
        }
    }
}
