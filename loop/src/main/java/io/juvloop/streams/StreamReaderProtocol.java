package io.juvloop.streams;

import io.juvloop.ExceptionContext;
import io.juvloop.LoopFuture;
import io.juvloop.Protocol;
import io.juvloop.Task;
import io.juvloop.TaskOptions;
import io.juvloop.Transport;
import io.juvloop.internal.stream.StreamTransport;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Connects a transport to a [StreamReader]; for connections that are opened without [Streams].
///
/// Called on the loop's thread. See
/// [StreamReaderProtocol](https://github.com/python/cpython/blob/3.13/Lib/asyncio/streams.py).
public final class StreamReaderProtocol implements Protocol {
    private final StreamReader reader;
    private final ReadBuffering buffering;
    private final WriteFlow flow;
    private final @Nullable ConnectedCallback callback;

    /// Creates a protocol that feeds a reader. asyncio's `StreamReaderProtocol(reader)`.
    ///
    /// @param reader the reader to feed
    public StreamReaderProtocol(StreamReader reader) {
        this(reader, null);
    }

    /// Creates a protocol that feeds a reader and serves the connection. asyncio's
    /// `StreamReaderProtocol(reader, client_connected_cb)`.
    ///
    /// @param reader the reader to feed
    /// @param callback run in a task of its own once the connection is established; or null
    public StreamReaderProtocol(StreamReader reader, @Nullable ConnectedCallback callback) {
        this.reader = reader;
        this.buffering = reader.buffering();
        this.flow = new WriteFlow(buffering.loop);
        this.callback = callback;
    }

    WriteFlow flow() {
        return flow;
    }

    @Override
    public void connectionMade(Transport transport) {
        buffering.connected(Objects.requireNonNull(transport, "the transport is null"));
        if (transport instanceof StreamTransport ours) {
            ours.readDirectly(this, buffering);
        }
        ConnectedCallback serving = callback;
        if (serving != null) {
            StreamWriter writer = new StreamWriter(transport, this, reader);
            Task<Void> task = buffering.loop.createTask(
                    () -> {
                        serving.connected(reader, writer);
                        return null;
                    },
                    TaskOptions.DEFAULT);
            task.addDoneCallback(this::served);
        }
    }

    /// Handles the end of the callback's task here, outside the task, because a task that is cancelled before
    /// its first step never runs.
    private void served(LoopFuture<Void> task) {
        Transport transport = buffering.transport(); // which TLS may have replaced
        if (task.isCancelled()) {
            transport.close();
        } else if (task.isCompletedExceptionally()) {
            buffering.loop.callExceptionHandler(
                    ExceptionContext.of("the callback of a stream server failed", task.exceptionNow())
                            .with(transport, this));
            transport.close();
        }
    }

    @Override
    public void dataReceived(ByteBuffer data) {
        buffering.feed(data);
    }

    /// Ends the reader; data can still be written, unless the connection is encrypted.
    ///
    /// @return false if it is encrypted
    @Override
    public boolean eofReceived() {
        buffering.end();
        return buffering.canWriteAfterEnd();
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        try {
            buffering.lose(cause);
        } finally {
            flow.lose(cause);
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
}
