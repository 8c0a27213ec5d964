package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A `uv_random_t`: gathers random bytes of the operating system on libuv's thread pool.
///
/// Loop thread only. The bytes go to memory that belongs to the request alone until the callback, which always
/// comes, after a cancel with ECANCELED. See [uv_random](https://docs.libuv.org/en/v1.x/misc.html#c.uv_random).
public final class RandomRequest extends PoolRequest {
    /// Receives the outcome of a request.
    @FunctionalInterface
    public interface Answer {
        /// The request ended. It is called again if an error came out of the first call.
        ///
        /// @param status 0 or a negative error
        /// @param bytes the random bytes, valid until this returns; undefined after an error
        void onGathered(int status, MemorySegment bytes);
    }

    /// The block, the listener, the bytes, their memory.
    private static final int STEPS = 4;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment bytes;
    private final Answer answer;

    private RandomRequest(UvLoop loop, long size, Answer answer) {
        super(loop, RequestType.RANDOM);
        this.bytes = arena.allocate(size);
        this.answer = answer;
    }

    /// Starts to gather.
    ///
    /// @param loop the loop that it belongs to
    /// @param size how many bytes
    /// @param answer receives the outcome
    /// @return the request under way
    /// @throws UvFailure if it cannot be started
    public static RandomRequest start(UvLoop loop, long size, Answer answer) {
        RandomRequest request = new RandomRequest(loop, size, answer);
        try {
            request.start();
        } catch (Throwable refused) {
            if (!request.isInFlight()) {
                request.arena.close();
            }
            throw refused;
        }
        return request;
    }

    private void start() {
        MemorySegment callback = MemorySegment.ofAddress(loop.stub(Callback.RANDOM));
        submit("uv_random", () -> uv_h.uv_random(loop.pointer(), block(), bytes, bytes.byteSize(), 0, callback));
    }

    void gathered(int status) {
        endInSteps(STEPS, status);
    }

    /// Clears the bytes: they may become a key, and the memory is reused.
    @Override
    void end(int step, int status) {
        switch (step) {
            case 0 -> ended();
            case 1 -> answer.onGathered(status, bytes.asReadOnly());
            case 2 -> bytes.fill((byte) 0);
            default -> closeArena();
        }
    }

    private void closeArena() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
