package io.juvloop.bindings;

import java.lang.foreign.MemorySegment;
import java.util.function.IntConsumer;
import java.util.function.ToIntBiFunction;

/// A request that a connection makes once in its life: a connect, a shutdown. Not pooled.
///
/// Loop thread only.
final class OneShotRequest extends UvRequest {
    private final UvStream stream;
    private final IntConsumer onDone;

    OneShotRequest(UvStream stream, RequestType type, IntConsumer onDone) {
        super(stream.loop(), type);
        this.stream = stream;
        this.onDone = onDone;
    }

    /// Starts it.
    ///
    /// @param call libuv's function, given the request and the callback
    /// @return its result; if negative, the callback will not come
    int start(ToIntBiFunction<MemorySegment, MemorySegment> call) {
        stream.open();
        acquire(type().size());
        int status;
        try {
            status = call.applyAsInt(
                    MemorySegment.ofAddress(address), MemorySegment.ofAddress(loop.stub(Callback.DONE)));
        } catch (Throwable thrown) {
            release(type().size());
            throw thrown;
        }
        if (status < 0) {
            release(type().size());
        } else {
            loop.counters().countStarted(type());
        }
        return status;
    }

    @Override
    void done(int status) {
        release(type().size());
        loop.counters().countEnded(type());
        onDone.accept(status);
    }
}
