package io.juvloop.spi;

import io.juvloop.EventLoop;
import io.juvloop.LoopLocal;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where an event loop keeps the values of each [LoopLocal]; the loop itself implements it.
///
/// Loop thread only. Once the loop is closed there are no values, and none is made.
public interface LoopLocals {
    /// The value of a local, made if there is none.
    ///
    /// @param <T> the type of the value
    /// @param local whose value
    /// @param initial makes it
    /// @param end ends it, once; null if it needs none
    /// @return the same each time, until it is removed
    /// @throws IllegalStateException if it is being made, or if there is none and the loop is closed
    <T extends @Nullable Object> T get(
            LoopLocal<T> local, Function<? super EventLoop, ? extends T> initial, @Nullable Consumer<? super T> end);

    /// Ends the value of a local.
    ///
    /// @param local whose value
    /// @return whether there was one
    /// @throws IllegalStateException if it is being made
    boolean remove(LoopLocal<?> local);
}
