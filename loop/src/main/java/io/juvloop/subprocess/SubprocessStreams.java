package io.juvloop.subprocess;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.internal.task.Waiter;
import io.juvloop.streams.StreamOptions;
import io.juvloop.streams.StreamReader;
import io.juvloop.streams.StreamReaderProtocol;
import io.juvloop.streams.StreamWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Connects a child's transport to its streams; asyncio's `SubprocessStreamProtocol`. Each of the three pipes
/// has a stream protocol, so that its flow control and its end are those of any other stream.
///
/// Called on the loop's thread.
final class SubprocessStreams implements SubprocessProtocol {
    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private final EventLoop loop;
    private final int limit;
    private final StreamReaderProtocol input;
    private final List<Waiter> exitWaiters = new ArrayList<>();
    private @Nullable StreamReaderProtocol output;
    private @Nullable StreamReaderProtocol errors;
    private @Nullable StreamWriter stdin;
    private @Nullable StreamReader stdout;
    private @Nullable StreamReader stderr;

    SubprocessStreams(EventLoop loop, StreamOptions options) {
        this.loop = loop;
        this.limit = options.limit();
        this.input = new StreamReaderProtocol(new StreamReader(loop, limit));
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
        Transport writable = transport.pipeTransport(STDIN);
        stdin = writable == null ? null : new StreamWriter(writable, input, null);
        Transport standard = transport.pipeTransport(STDOUT);
        if (standard != null) {
            stdout = new StreamReader(loop, limit);
            output = connected(stdout, standard);
        }
        Transport complaints = transport.pipeTransport(STDERR);
        if (complaints != null) {
            stderr = new StreamReader(loop, limit);
            errors = connected(stderr, complaints);
        }
    }

    private static StreamReaderProtocol connected(StreamReader reader, Transport pipe) {
        StreamReaderProtocol protocol = new StreamReaderProtocol(reader);
        protocol.connectionMade(pipe);
        return protocol;
    }

    private @Nullable StreamReaderProtocol protocol(int fd) {
        return switch (fd) {
            case STDIN -> input;
            case STDOUT -> output;
            case STDERR -> errors;
            default -> null; // a further pipe has another protocol
        };
    }

    @Override
    public void pipeDataReceived(int fd, ByteBuffer data) {
        StreamReaderProtocol protocol = protocol(fd);
        if (protocol != null) {
            protocol.dataReceived(data);
        }
    }

    @Override
    public void pipeConnectionLost(int fd, @Nullable Throwable cause) {
        StreamReaderProtocol protocol = protocol(fd);
        if (protocol != null) {
            protocol.connectionLost(cause);
        }
    }

    @Override
    public void pauseWriting() {
        input.pauseWriting();
    }

    @Override
    public void resumeWriting() {
        input.resumeWriting();
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
