package io.juvloop.phases;

import io.juvloop.Handle;
import io.juvloop.LoopReference;

/// A callback that runs in every iteration of the loop until it is cancelled.
///
/// Loop thread only. Lifetime: until [#cancel] or the loop's close; the loop references it. See
/// [uv_prepare_t](https://docs.libuv.org/en/v1.x/prepare.html),
/// [uv_check_t](https://docs.libuv.org/en/v1.x/check.html) and
/// [uv_idle_t](https://docs.libuv.org/en/v1.x/idle.html).
public interface LoopHook extends Handle, LoopReference, AutoCloseable {
    /// Returns the phase in which the hook runs.
    ///
    /// @return the phase
    LoopPhase phase();

    /// Cancels the hook, see [#cancel]; for try-with-resources.
    @Override
    default void close() {
        cancel();
    }
}
