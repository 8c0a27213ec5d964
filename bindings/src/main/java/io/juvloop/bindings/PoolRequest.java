package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;
import java.util.function.IntSupplier;

/// A request for libuv's thread pool: a lookup, a file operation, random bytes.
///
/// Loop thread only. The callback always comes, after a cancel with ECANCELED (lookups: EAI_CANCELED), and until
/// then the block is libuv's. See [Thread pool](https://docs.libuv.org/en/v1.x/threadpool.html).
public abstract sealed class PoolRequest extends UvRequest permits AddressLookup, NameLookup, FsRequest, RandomRequest {
    PoolRequest(UvLoop loop, RequestType type) {
        super(loop, type);
        loop.pointer();
    }

    /// Gives it to libuv.
    ///
    /// @param operation the name of libuv's function
    /// @param call calls it with this request's block
    /// @throws UvFailure if it was refused, or the pool's threads cannot be made; then no callback comes
    final void submit(String operation, IntSupplier call) {
        ThreadPool.require();
        acquire(type().size());
        int status;
        try {
            status = call.getAsInt();
        } catch (Throwable thrown) {
            release(type().size());
            throw thrown;
        }
        if (status < 0) {
            release(type().size());
            throw new UvFailure(operation, status);
        }
        countStarted();
    }

    /// Whether the pool has it, also if an error followed.
    final boolean isInFlight() {
        return address != 0;
    }

    /// Returns the block, for the call that [#submit] makes and for reading the results in the callback.
    final MemorySegment block() {
        return MemorySegment.ofAddress(address);
    }

    /// The request ended, see [#ended(long)].
    final void ended() {
        ended(type().size());
    }

    /// Requests an early end. Work that has begun cannot be interrupted and answers as usual.
    public final void cancel() {
        if (address != 0 && isCancelable()) {
            // EBUSY means that it has begun
            var _ = uv_h.uv_cancel(block());
        }
    }

    /// Whether it may be cancelled; false if it releases a resource, such as a descriptor.
    boolean isCancelable() {
        return true;
    }

    @Override
    final void done(int status) {
        throw new AssertionError("a request of the pool ends by its own callback");
    }
}
