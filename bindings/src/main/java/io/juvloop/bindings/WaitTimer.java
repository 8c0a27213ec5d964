package io.juvloop.bindings;

/// A `uv_timer_t` of the loop's own that limits libuv's wait. It also makes `uv_run` run although nothing else is
/// active and referenced: for a loop that is not alive, `uv_run` returns at once.
///
/// It is not a user's handle, so it is neither listed nor counted, and its event has no receiver. It is always
/// armed, and referenced except during a check whether the loop is alive.
///
/// Loop thread only. Lives until [#close]. See [uv_timer_t](https://docs.libuv.org/en/v1.x/timer.html).
final class WaitTimer {
    private static final long NEVER = Long.MAX_VALUE;

    private final UvLoop loop;
    private final long address;
    private boolean armedForEver;
    private boolean referenced = true;

    WaitTimer(UvLoop loop) {
        this.loop = loop;
        address = loop.allocate(HandleType.TIMER.size()).address();
        Memory.putLong(address + Abi.DATA, loop.slots().wordOfNobody());
        UvFailure.check("uv_timer_init", LoopDowncalls.uv_timer_init(loop.inUse(), address));
    }

    /// Limits the next wait, by libuv's clock of whole milliseconds.
    void arm(long millis) {
        armedForEver = false;
        loop.updateTime();
        start(millis);
        refer(true);
    }

    /// Lets the next wait end by an event only.
    void armForEver() {
        if (!armedForEver) {
            start(NEVER);
            armedForEver = true;
        }
        refer(true);
    }

    private void start(long millis) {
        UvFailure.check("uv_timer_start", Downcalls.uv_timer_start(address, loop.stub(Callback.EVENT), millis, 0));
    }

    void refer(boolean wanted) {
        if (referenced == wanted) {
            return;
        }
        referenced = wanted;
        if (wanted) {
            LoopDowncalls.uv_ref(address);
        } else {
            LoopDowncalls.uv_unref(address);
        }
    }

    /// libuv closes it in its next run.
    void close() {
        Downcalls.uv_close(address, 0);
    }
}
