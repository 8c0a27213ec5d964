package io.juvloop.internal.host;

import io.juvloop.bindings.PoolRequest;
import io.juvloop.bindings.RandomRequest;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.PoolOperation;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Random bytes being gathered, in memory of the request's own, and taken out by who asked.
///
/// Loop thread only, except the future.
final class RandomBytes<T> extends PoolOperation<T> {
    private final long count;
    private final Function<MemorySegment, T> taking;

    /// To gather bytes.
    ///
    /// @param count how many
    /// @param taking makes the result of them
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
