package io.juvloop;

import io.juvloop.spi.LoopLocals;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One value for each loop: what all connections of a library on that loop share, such as its buffers or its pool.
///
/// A loop makes its value when it is first asked for, keeps it in a table of its own, and ends it when it is
/// closed, as a close action does (see [EventLoop#addCloseAction]). To read a value is one look into that table
/// and allocates nothing. Neither this object nor any static table refers to a loop, so a loop that is collected
/// takes its values along; a loop refers to this object as long as it has a value of it, and [#remove] ends that.
///
/// Any thread may make one, usually for a static final field. [#get] and [#remove] are for the thread of the loop. It
/// lives as long as it is referred to, its values at most as long as their loops. It is to a loop what
/// [ThreadLocal] is to a thread.
///
/// @param <T> the type of the values
public final class LoopLocal<T extends @Nullable Object> {
    private final Function<? super EventLoop, ? extends T> initial;
    private final @Nullable Consumer<? super T> end;

    private LoopLocal(Function<? super EventLoop, ? extends T> initial, @Nullable Consumer<? super T> end) {
        this.initial = Objects.requireNonNull(initial, "the function that makes the value is null");
        this.end = end;
    }

    /// A local whose values need no end.
    ///
    /// @param <T> the type of the values
    /// @param initial makes the value of a loop; it must not wait
    /// @return a local without values
    public static <T extends @Nullable Object> LoopLocal<T> withInitial(
            Function<? super EventLoop, ? extends T> initial) {
        return new LoopLocal<>(initial, null);
    }

    /// A local whose values are ended.
    ///
    /// @param <T> the type of the values
    /// @param initial makes the value of a loop; it must not wait
    /// @param end ends a value, once, when its loop is closed or the value removed
    /// @return a local without values
    public static <T extends @Nullable Object> LoopLocal<T> withInitial(
            Function<? super EventLoop, ? extends T> initial, Consumer<? super T> end) {
        return new LoopLocal<>(initial, Objects.requireNonNull(end, "the end is null"));
    }

    /// The value of the loop that runs here.
    ///
    /// @return the same each time
    /// @throws IllegalStateException if no loop runs on this thread
    public T get() {
        return get(EventLoop.running());
    }

    /// The value of a loop, made now if it has none.
    ///
    /// @param loop which loop
    /// @return the same each time
    /// @throws IllegalStateException on another thread than the loop's; if the loop has no value and is closed;
    ///   or if the value is being made, as its function asked for it or waited
    public T get(EventLoop loop) {
        return locals(loop).get(this, initial, end);
    }

    /// Ends the value of a loop before the loop does. The next [#get] makes another.
    ///
    /// @param loop which loop
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
