package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;
import java.util.function.IntConsumer;

/// A `uv_signal_t`: told on the loop's thread of a signal to the process. Signals that come faster than they are
/// told coalesce.
///
/// Stopping or closing the last watcher of a number makes libuv restore the system's *default* action, and not
/// what was set before it; who must have that back sets it again.
///
/// Loop thread only. See [uv_signal_t](https://docs.libuv.org/en/v1.x/signal.html).
public final class UvSignal extends UvHandle {
    private final IntConsumer onSignal;

    /// Makes a watcher, not started.
    ///
    /// @param loop to live in
    /// @param onSignal told the number each time
    public UvSignal(UvLoop loop, IntConsumer onSignal) {
        super(loop, HandleType.SIGNAL);
        this.onSignal = onSignal;
        initialised("uv_signal_init", uv_h.uv_signal_init(loop.pointer(), pointer()));
    }

    /// Watches for a signal, instead of the one before.
    ///
    /// @param number of the signal
    /// @throws UvFailure if it cannot be watched
    public void start(int number) {
        MemorySegment callback = MemorySegment.ofAddress(Callbacks.Signal.STUB);
        UvFailure.check("uv_signal_start", uv_h.uv_signal_start(pointer(), callback, number));
    }

    /// Watches no more.
    public void stop() {
        UvFailure.check("uv_signal_stop", uv_h.uv_signal_stop(pointer()));
    }

    void fire(int number) {
        if (isOpen()) {
            onSignal.accept(number);
        }
    }
}
