package io.juvloop.internal.base;

import io.juvloop.internal.core.LoopEvents;
import io.juvloop.spi.Poller;

/// Waits by a [Poller].
///
/// Thread rule and lifetime: see [LoopEvents].
final class PolledEvents implements LoopEvents {
    private static final int STACK_FRAMES = 500;

    private final Poller poller;
    private volatile boolean woken;
    private volatile boolean ended;
    private Runnable onWakeUp = () -> {};

    PolledEvents(Poller poller) {
        this.poller = poller;
    }

    @Override
    public long time() {
        return poller.time();
    }

    @Override
    public void poll(long nanos) {
        poller.poll(woken ? 0 : nanos);
    }

    @Override
    public boolean hasEvents() {
        return woken || poller.hasEvents();
    }

    @Override
    public void dispatchInPlace() {
        if (woken) {
            woken = false;
            onWakeUp.run();
        }
    }

    @Override
    public void dispatch() {
        dispatchInPlace();
        if (poller.hasEvents()) {
            poller.dispatch();
        }
    }

    @Override
    public void wakeUp() {
        woken = true;
        if (!ended) {
            poller.wakeUp();
        }
    }

    @Override
    public void onWakeUp(Runnable callback) {
        onWakeUp = callback;
    }

    @Override
    public void endWakeUps() {
        ended = true;
    }

    @Override
    public boolean isAlive() {
        return poller.isAlive();
    }

    @Override
    public boolean mayCauseEvents() {
        return poller.isAlive();
    }

    /// Ensures that a run which begins can also be ended, however little of the stack its caller has left.
    ///
    /// @throws StackOverflowError if it is too little
    @Override
    public void requireStack() {
        requireFrames(STACK_FRAMES);
    }

    private static int requireFrames(int frames) {
        return frames == 0 ? 0 : requireFrames(frames - 1) + 1;
    }
}
