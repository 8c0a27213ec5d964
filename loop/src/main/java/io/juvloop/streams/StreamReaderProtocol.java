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

/// Stands between a transport and a [StreamReader]; for who makes connections in another way than by [Streams].
///
/// Called on the loop's thread. See
/// [StreamReaderProtocol](https://github.com/python/cpython/blob/3.13/Lib/asyncio/streams.py).
public final class StreamReaderProtocol implements Protocol {
    private final StreamReader reader;
    private final Inflow inflow;
    private final WriteFlow flow;
    private final @Nullable ConnectedCallback callback;

    /// Makes a protocol that feeds a reader. asyncio's `StreamReaderProtocol(reader)`.
    ///
    /// @param reader what to feed
    public StreamReaderProtocol(StreamReader reader) {
        this(reader, null);
    }

    /// Makes a protocol that feeds a reader and serves the connection. asyncio's
    /// `StreamReaderProtocol(reader, client_connected_cb)`.
    ///
    /// @param reader what to feed
    /// @param callback run in a task of its own once the connection is there; or null
    public StreamReaderProtocol(StreamReader reader, @Nullable ConnectedCallback callback) {
        this.reader = reader;
        this.inflow = reader.inflow();
        this.flow = new WriteFlow(inflow.loop);
        this.callback = callback;
    }

    WriteFlow flow() {
        return flow;
    }

    @Override
    public void connectionMade(Transport transport) {
        inflow.connected(Objects.requireNonNull(transport, "the transport is null"));
        if (transport instanceof StreamTransport ours) {
            ours.readDirectly(this, inflow);
        }
        ConnectedCallback serving = callback;
        if (serving != null) {
            StreamWriter writer = new StreamWriter(transport, this, reader);
            Task<Void> task = inflow.loop.createTask(
                    () -> {
                        serving.connected(reader, writer);
                        return null;
                    },
                    TaskOptions.DEFAULT);
            task.addDoneCallback(done -> served(done, transport));
        }
    }

    /// A task that was cancelled before it began never ran, so its end is seen from here and not from inside.
    private void served(LoopFuture<Void> task, Transport transport) {
        if (task.isCancelled()) {
            transport.close();
        } else if (task.isCompletedExceptionally()) {
            inflow.loop.callExceptionHandler(
                    ExceptionContext.of("the callback of a stream server failed", task.exceptionNow())
                            .with(transport, this));
            transport.close();
        }
    }

    @Override
    public void dataReceived(ByteBuffer data) {
        inflow.feed(data);
    }

    /// Ends the reader; what is to be written can still be.
    ///
    /// @return true
    @Override
    public boolean eofReceived() {
        inflow.end();
        return true;
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        inflow.lose(cause);
        flow.lose(cause);
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
