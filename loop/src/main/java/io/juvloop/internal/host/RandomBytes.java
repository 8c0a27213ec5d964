package io.juvloop.internal.host;

import io.juvloop.bindings.PoolRequest;
import io.juvloop.bindings.RandomRequest;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.PoolOperation;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A request for random bytes, gathered in the request's own memory and copied by the caller's function.
///
/// Loop thread only, except the future.
final class RandomBytes<T> extends PoolOperation<T> {
    private final long count;
    private final Function<MemorySegment, T> taking;

    /// A request for some bytes.
    ///
    /// @param count the number of bytes
    /// @param taking creates the result from them
    RandomBytes(LoopCore core, long count, Function<MemorySegment, T> taking) {
        super(core);
        this.count = count;
        this.taking = taking;
    }

    @Override
    protected @Nullable Object subject() {
        return null;
    }

    @Override
    protected PoolRequest submit() {
        return RandomRequest.start(
                core().uv(), count, (status, bytes) -> end("random", status, () -> taking.apply(bytes)));
    }
}
