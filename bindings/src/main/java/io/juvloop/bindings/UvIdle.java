package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;

/// A `uv_idle_t`: while started, it is called once an iteration and keeps the poll from blocking.
///
/// Loop thread only. See [uv_idle_t](https://docs.libuv.org/en/v1.x/idle.html).
public final class UvIdle extends UvEventHandle {
    private boolean started;

    /// Makes an idle handle, not started.
    ///
    /// @param loop to live in
    /// @param onEvent called each iteration
    public UvIdle(UvLoop loop, Runnable onEvent) {
        super(loop, HandleType.IDLE, onEvent);
        initialised("uv_idle_init", uv_h.uv_idle_init(loop.pointer(), pointer()));
    }

    /// Starts it, if it is not.
    public void start() {
        long idle = open();
        if (!started) {
            UvFailure.check("uv_idle_start", Downcalls.uv_idle_start(idle, Callbacks.Event.STUB));
            started = true;
        }
    }

    /// Stops it, if it is started.
    public void stop() {
        long idle = open();
        if (started) {
            UvFailure.check("uv_idle_stop", Downcalls.uv_idle_stop(idle));
            started = false;
        }
    }
}
