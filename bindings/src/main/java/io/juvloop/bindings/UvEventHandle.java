package io.juvloop.bindings;

/// A handle that only ever says "now": a timer, an async, or a phase of the loop.
///
/// Loop thread only.
public abstract sealed class UvEventHandle extends UvHandle permits UvTimer, UvAsync, UvIdle, UvPrepare, UvCheck {
    private final Runnable onEvent;

    UvEventHandle(UvLoop loop, HandleType type, Runnable onEvent) {
        super(loop, type);
        this.onEvent = onEvent;
    }

    final void fire() {
        if (isOpen()) {
            onEvent.run();
        }
    }
}
