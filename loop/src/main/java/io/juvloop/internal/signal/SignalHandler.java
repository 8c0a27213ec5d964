package io.juvloop.internal.signal;

import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvSignal;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.jdk.ScopedContext;

/// One handler: queues itself when its signal arrives, unless it is already queued.
///
/// The handler itself is the queued callback, so that removing or replacing the user's callback also affects a
/// signal that has arrived and was not delivered yet.
///
/// Loop thread only. Lives until [#end] or the loop's close.
final class SignalHandler implements Runnable {
    private final LoopCore core;
    private final int number;
    private final UvSignal watcher;
    private Runnable callback;
    private boolean queued;
    private boolean ended;

    /// @throws UvFailure if the signal cannot be watched
    SignalHandler(LoopCore core, int number, Runnable callback) {
        this.core = core;
        this.number = number;
        this.callback = ScopedContext.bind(callback);
        this.watcher = UvSignal.started(core.uv(), number, this::received);
    }

    void callback(Runnable next) {
        callback = ScopedContext.bind(next);
    }

    private void received() {
        if (!queued) {
            core.callInternally(this);
            queued = true; // last: after an error it comes here again
        }
    }

    @Override
    public void run() {
        queued = false;
        if (!ended) {
            callback.run();
        }
    }

    void end() {
        ended = true;
        watcher.close();
    }

    @Override
    public String toString() {
        return "handler of " + SignalChoice.name(number) + ", " + callback;
    }
}
