package io.juvloop.internal.core;

import io.juvloop.EventLoop;
import io.juvloop.PollMode;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.UvLoop;
import io.juvloop.internal.memory.ReadBuffer;
import io.juvloop.internal.memory.WriteCoalescer;
import io.juvloop.internal.memory.WriteRequests;
import org.jspecify.annotations.Nullable;

/// The kernel of a loop on libuv: what every part needs, and all that a part may take for granted.
///
/// [WriteCoalescer], [WriteRequests] and [ReadBuffer] are the data path's memory, shared by all connections; the
/// rest is [LoopKernel].
///
/// Loop thread only, except where a method says otherwise. Lives as long as its [EventLoop].
public final class LoopCore extends LoopKernel {
    private final UvLoop uv;
    private final WriteRequests writeRequests;
    private final WriteCoalescer gather;
    private final ReadBuffer readBuffer;
    private @Nullable Runnable beforeFlush;

    /// The kernel of a loop.
    ///
    /// @param loop what users and futures know it as
    public LoopCore(EventLoop loop) {
        this(loop, new UvEvents());
    }

    private LoopCore(EventLoop loop, UvEvents events) {
        super(loop, events);
        uv = events.uv();
        events.escapedTo(runner());
        writeRequests = new WriteRequests(uv);
        readBuffer = new ReadBuffer(uv);
        gather = new WriteCoalescer(writeRequests.chunks().acquire(WriteCoalescer.SIZE), readBuffer);
        uv.driver().afterEach(this::endCallback);
    }

    public UvLoop uv() {
        return uv;
    }

    public WriteCoalescer gather() {
        return gather;
    }

    public WriteRequests writeRequests() {
        return writeRequests;
    }

    public ReadBuffer readBuffer() {
        return readBuffer;
    }

    /// Has something done before what was written is sent, each time.
    public void beforeFlush(Runnable work) {
        beforeFlush = work;
    }

    @Override
    protected void flush() {
        if (beforeFlush != null) {
            beforeFlush.run();
        }
        gather.flush();
    }

    /// How the loop waits for its streams. Any thread.
    public PollMode pollMode() {
        if (!uv.driver().pollsStreams()) {
            return PollMode.LIBUV;
        }
        return Platform.current().isMac() ? PollMode.KQUEUE : PollMode.EPOLL;
    }
}
