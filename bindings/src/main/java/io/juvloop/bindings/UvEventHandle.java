package io.juvloop.bindings;

/// A handle whose event carries no data: a timer or an async handle.
///
/// Between libuv's callback and the dispatch, another event may stop or restart a timer. So the callback is also
/// noted here, and the record alone is not enough.
///
/// Loop thread only.
public abstract sealed class UvEventHandle extends UvHandle permits UvTimer, UvAsync {
    private final Runnable onEvent;
    private boolean hasFired;

    UvEventHandle(UvLoop loop, HandleType type, Runnable onEvent) {
        super(loop, type);
        this.onEvent = onEvent;
    }

    /// libuv has called back.
    final void fired() {
        hasFired = true;
    }

    /// Discards a callback that was not dispatched yet.
    final void forget() {
        hasFired = false;
    }

    final void fire() {
        isTaking = true;
        boolean isWanted = hasFired && isOpen();
        hasFired = false;
        if (isWanted) {
            onEvent.run();
        }
    }
}
