package io.juvloop;

import io.juvloop.spi.LoopLocals;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A value for each loop, which all connections of a library on that loop share, such as its buffers or its pool.
///
/// The first [#get] on a loop creates its value, which the loop keeps in a table of its own and ends when it is
/// closed, as a close action does (see [EventLoop#addCloseAction]). Reading a value is one access to that table and
/// allocates nothing. Neither this object nor a static table references a loop, so the values of a loop are
/// collected with it. A loop references this object while it has a value, until [#remove].
///
/// Any thread may create one, usually for a static final field; [#get] and [#remove] loop thread only. It lives as
/// long as it is referenced, and each value at most as long as its loop. It is to a loop what [ThreadLocal] is to a
/// thread.
///
/// @param <T> the type of the values
public final class LoopLocal<T extends @Nullable Object> {
    private final Function<? super EventLoop, ? extends T> initial;
    private final @Nullable Consumer<? super T> end;

    private LoopLocal(Function<? super EventLoop, ? extends T> initial, @Nullable Consumer<? super T> end) {
        this.initial = Objects.requireNonNull(initial, "the function that makes the value is null");
        this.end = end;
    }

    /// Returns a loop-local whose values need no end.
    ///
    /// @param <T> the type of the values
    /// @param initial creates the value of a loop; it must not wait
    /// @return a loop-local without values
    public static <T extends @Nullable Object> LoopLocal<T> withInitial(
            Function<? super EventLoop, ? extends T> initial) {
        return new LoopLocal<>(initial, null);
    }

    /// Returns a loop-local whose values are ended.
    ///
    /// @param <T> the type of the values
    /// @param initial creates the value of a loop; it must not wait
    /// @param end ends a value, once, when its loop is closed or the value removed
    /// @return a loop-local without values
    public static <T extends @Nullable Object> LoopLocal<T> withInitial(
            Function<? super EventLoop, ? extends T> initial, Consumer<? super T> end) {
        return new LoopLocal<>(initial, Objects.requireNonNull(end, "the end is null"));
    }

    /// Returns the value of the running loop, and creates it at the first call.
    ///
    /// @return the value
    /// @throws IllegalStateException if no loop runs on this thread
    public T get() {
        return get(EventLoop.running());
    }

    /// Returns the value of a loop, and creates it at the first call.
    ///
    /// @param loop the loop
    /// @return the value
    /// @throws IllegalStateException on another thread than the loop's; if the loop has no value and is closed; or
    ///     while the value is being created, if its function calls this or has waited
    public T get(EventLoop loop) {
        return locals(loop).get(this, initial, end);
    }

    /// Ends the value of a loop before the loop does. The next [#get] creates another.
    ///
    /// @param loop the loop
    /// @return whether there was a value
    /// @throws IllegalStateException on another thread than the loop's
    public boolean remove(EventLoop loop) {
        return locals(loop).remove(this);
    }

    private static LoopLocals locals(EventLoop loop) {
        Objects.requireNonNull(loop, "the loop is null");
        if (loop instanceof LoopLocals locals) {
            return locals;
        }
        throw new UnsupportedOperationException("the loop keeps no values of LoopLocal: " + loop);
    }
}
