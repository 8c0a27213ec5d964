package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;

/// A `uv_prepare_t`: while started, it is called once an iteration, right before the loop blocks for I/O.
///
/// Loop thread only. See [uv_prepare_t](https://docs.libuv.org/en/v1.x/prepare.html).
public final class UvPrepare extends UvEventHandle {
    /// Makes a prepare handle, not started.
    ///
    /// @param loop to live in
    /// @param onEvent called each iteration
    public UvPrepare(UvLoop loop, Runnable onEvent) {
        super(loop, HandleType.PREPARE, onEvent);
        initialised("uv_prepare_init", uv_h.uv_prepare_init(loop.pointer(), pointer()));
    }

    /// Starts it; again, it does nothing.
    public void start() {
        MemorySegment callback = MemorySegment.ofAddress(Callbacks.Event.STUB);
        UvFailure.check("uv_prepare_start", uv_h.uv_prepare_start(pointer(), callback));
    }

    /// Stops it; again, it does nothing.
    public void stop() {
        UvFailure.check("uv_prepare_stop", uv_h.uv_prepare_stop(pointer()));
    }
}
