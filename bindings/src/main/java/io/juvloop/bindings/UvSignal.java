package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;

/// A `uv_signal_t`: receives signals to the process on the loop's thread. Signals that arrive faster than they
/// are dispatched coalesce. It does not keep the loop running.
///
/// When the last watcher of a number stops or is closed, [WatchedSignals] restores the earlier action.
///
/// Loop thread only. See [uv_signal_t](https://docs.libuv.org/en/v1.x/signal.html).
public final class UvSignal extends UvHandle {
    private static final int NONE = 0;

    private final Runnable onSignal;
    private int watched = NONE;

    /// Makes a watcher, not started.
    ///
    /// @param loop the loop that it belongs to
    /// @param onSignal called for each signal, and again, once, if an error came out of it
    public UvSignal(UvLoop loop, Runnable onSignal) {
        super(loop, HandleType.SIGNAL);
        this.onSignal = onSignal;
        try {
            initialised("uv_signal_init", uv_h.uv_signal_init(loop.pointer(), pointer()));
            unref();
        } catch (Throwable thrown) {
            throw halfMade(thrown);
        }
    }

    /// Makes and starts a watcher, or makes none.
    ///
    /// @param loop the loop that it belongs to
    /// @param number of the signal
    /// @param onSignal called for each signal, and again, once, if an error came out of it
    /// @return the watcher
    /// @throws UvFailure if it cannot be watched
    public static UvSignal started(UvLoop loop, int number, Runnable onSignal) {
        UvSignal watcher = new UvSignal(loop, onSignal);
        try {
            watcher.start(number);
            return watcher;
        } catch (UvFailure failure) {
            watcher.close();
            throw failure;
        }
    }

    /// Watches for a signal, which replaces the earlier one.
    ///
    /// @param number of the signal
    /// @throws UvFailure if it cannot be watched
    public void start(int number) {
        if (number == watched) {
            return;
        }
        stop();
        WatchedSignals.start(number, () -> begin(number));
        watched = number;
    }

    /// Watches, without regard to the earlier action.
    void begin(int number) {
        start(number, MemorySegment.ofAddress(loop.stub(Callback.SIGNAL)));
    }

    /// Watches in a loop that never runs and so never calls back; it outlives the stubs.
    void beginForEver(int number) {
        start(number, uv_h.uv_signal_stop$address());
    }

    private void start(int number, MemorySegment callback) {
        UvFailure.check("uv_signal_start", uv_h.uv_signal_start(pointer(), callback, number));
    }

    /// Stops watching; a signal that was not dispatched yet is dropped.
    public void stop() {
        if (watched != NONE) {
            WatchedSignals.stop(watched, () -> UvFailure.check("uv_signal_stop", uv_h.uv_signal_stop(pointer())));
            watched = NONE;
        }
    }

    @Override
    void onClosing() {
        stop();
    }

    /// After an error it is dispatched again, see [Dispatch].
    void fire(int number) {
        if (isOpen() && number == watched) {
            onSignal.run();
        }
        isTaking = true;
    }
}
