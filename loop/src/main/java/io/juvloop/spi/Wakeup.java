package io.juvloop.spi;

import io.juvloop.LoopFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A done-callback by which a loop wakes the task that awaits a future. It is called in its place among the
/// other callbacks, but at once instead of in the next iteration, because waking already defers the task to a
/// later step.
///
/// Called on the thread that completes the future.
///
/// @param <T> the type of the future's result
@FunctionalInterface
public interface Wakeup<T extends @Nullable Object> extends Consumer<LoopFuture<T>> {}
