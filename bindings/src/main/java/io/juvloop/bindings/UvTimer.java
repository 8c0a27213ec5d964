package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;

/// A `uv_timer_t`.
///
/// Loop thread only. See [uv_timer_t](https://docs.libuv.org/en/v1.x/timer.html).
public final class UvTimer extends UvEventHandle {
    /// Makes a timer, not armed.
    ///
    /// @param loop the loop that it belongs to
    /// @param onEvent called once after each start, unless it is stopped or restarted before
    public UvTimer(UvLoop loop, Runnable onEvent) {
        super(loop, HandleType.TIMER, onEvent);
        initialised("uv_timer_init", LoopDowncalls.uv_timer_init(loop.inUse(), open()));
    }

    /// Arms it, once; replaces an earlier start. Counts from the loop's cached clock.
    ///
    /// @param milliseconds from the cached time
    public void start(long milliseconds) {
        UvFailure.check("uv_timer_start", Downcalls.uv_timer_start(open(), loop.stub(Callback.EVENT), milliseconds, 0));
        forget();
    }

    /// Disarms it.
    public void stop() {
        UvFailure.check("uv_timer_stop", uv_h.uv_timer_stop(pointer()));
        forget();
    }
}
