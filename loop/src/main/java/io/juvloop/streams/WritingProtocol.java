package io.juvloop.streams;

import io.juvloop.StreamProtocol;
import org.jspecify.annotations.Nullable;

/// Connects a write-only transport to its writer; asyncio's `FlowControlMixin`.
///
/// Called on the loop's thread. See
/// [connect_write_pipe](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.connect_write_pipe).
final class WritingProtocol implements StreamProtocol {
    private final WriteFlow flow;

    WritingProtocol(WriteFlow flow) {
        this.flow = flow;
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
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
