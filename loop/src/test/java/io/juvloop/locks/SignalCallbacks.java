package io.juvloop.locks;

import io.juvloop.Signal;
import io.juvloop.signal.Kill;

/// The handlers of signals.
enum SignalCallbacks implements KindOfCallback {
    HANDLER;

    @Override
    public Provocation prepare(LoopElsewhere there, Runnable callback) {
        there.run(() -> there.loop().addSignalHandler(Signal.WINCH, callback));
        return new Provocation() {
            @Override
            public void provoke() {
                Kill.thisProcess(Signal.WINCH);
            }

            @Override
            public void close() {
                there.run(() -> there.loop().removeSignalHandler(Signal.WINCH));
            }
        };
    }
}
