package io.juvloop.spi;

import io.juvloop.LoopFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A done-callback that is not the user's but a loop's own, which wakes the task that waits for a future: it is
/// called in its place among the others, but at once, because waking already means to wait for a turn.
///
/// Called on whichever thread completes the future.
///
/// @param <T> the type of the future's result
@FunctionalInterface
public interface Wakeup<T extends @Nullable Object> extends Consumer<LoopFuture<T>> {}
