package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;

/// A `uv_check_t`: while started, it is called once an iteration, right after the loop has polled for I/O.
///
/// Loop thread only. See [uv_check_t](https://docs.libuv.org/en/v1.x/check.html).
public final class UvCheck extends UvEventHandle {
    /// Makes a check handle, not started.
    ///
    /// @param loop to live in
    /// @param onEvent called each iteration
    public UvCheck(UvLoop loop, Runnable onEvent) {
        super(loop, HandleType.CHECK, onEvent);
        initialised("uv_check_init", uv_h.uv_check_init(loop.pointer(), pointer()));
    }

    /// Starts it; again, it does nothing.
    public void start() {
        MemorySegment callback = MemorySegment.ofAddress(Callbacks.Event.STUB);
        UvFailure.check("uv_check_start", uv_h.uv_check_start(pointer(), callback));
    }

    /// Stops it; again, it does nothing.
    public void stop() {
        UvFailure.check("uv_check_stop", uv_h.uv_check_stop(pointer()));
    }
}
