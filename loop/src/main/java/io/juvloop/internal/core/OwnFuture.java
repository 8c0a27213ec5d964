package io.juvloop.internal.core;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.spi.DirectlyCompleted;
import org.jspecify.annotations.Nullable;

/// What [EventLoop#createFuture] makes.
///
/// Any thread.
public final class OwnFuture<T extends @Nullable Object> extends LoopFuture<T> implements DirectlyCompleted {
    public OwnFuture(EventLoop loop) {
        super(loop);
    }
}
