package io.juvloop.bindings;

import java.lang.foreign.MemorySegment;
import java.util.function.IntConsumer;
import java.util.function.ToIntBiFunction;

/// A request that a connection makes once in its life: a connect, a shutdown. Not pooled.
///
/// Loop thread only.
final class OneShotRequest extends UvRequest {
    /// The block, the listener.
    private static final int STEPS = 2;

    private final UvStream stream;
    private final IntConsumer onDone;

    /// @param onDone receives the outcome, again if an error came out of the first call
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
            countStarted();
        }
        return status;
    }

    @Override
    void done(int status) {
        endInSteps(STEPS, status);
    }

    @Override
    void end(int step, int status) {
        if (step == 0) {
            ended(type().size());
        } else {
            onDone.accept(status);
        }
    }
}
