package io.juvloop.spi;

import io.juvloop.EventLoop;
import io.juvloop.LoopLocal;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The values of a loop, one for each [LoopLocal]; the loop itself implements this interface.
///
/// Loop thread only. A closed loop has no values and creates none.
public interface LoopLocals {
    /// Returns the value of a loop-local, and creates it at the first call.
    ///
    /// @param <T> the type of the value
    /// @param local the loop-local
    /// @param initial creates the value
    /// @param end ends the value, once; null if it needs no end
    /// @return the value
    /// @throws IllegalStateException while the value is being created, or if there is none and the loop is closed
    <T extends @Nullable Object> T get(
            LoopLocal<T> local, Function<? super EventLoop, ? extends T> initial, @Nullable Consumer<? super T> end);

    /// Ends the value of a loop-local.
    ///
    /// @param local the loop-local
    /// @return whether there was a value
    /// @throws IllegalStateException while the value is being created
    boolean remove(LoopLocal<?> local);
}
