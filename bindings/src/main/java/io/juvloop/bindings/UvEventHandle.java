package io.juvloop.bindings;

/// A handle that only ever says "now": a timer or an async.
///
/// Between the moment that libuv calls back and the dispatch, another event may stop a timer or start it anew. So the
/// call back is noted here, too, and the record alone means nothing.
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

    /// What libuv has called back for is not wanted any more.
    final void forget() {
        hasFired = false;
    }

    final void fire() {
        boolean isWanted = hasFired && isOpen();
        hasFired = false;
        if (isWanted) {
            onEvent.run();
        }
    }
}
