package io.juvloop.internal.core;

import io.juvloop.EventLoop;
import io.juvloop.Handle;
import io.juvloop.LoopLocal;
import io.juvloop.spi.LoopLocals;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The values of each [LoopLocal] on one loop. Each is ended by a close action, so they end in the reverse order of
/// their making: one that was made with the help of another ends before it.
///
/// Loop thread only. Lives as long as its loop.
public final class LocalValues implements LoopLocals {
    private final LoopKernel core;
    private final CloseActions actions;
    private final IdentityHashMap<LoopLocal<?>, Value<?>> values = new IdentityHashMap<>();

    public LocalValues(LoopKernel core, CloseActions actions) {
        this.core = core;
        this.actions = actions;
    }

    @Override
    public <T extends @Nullable Object> T get(
            LoopLocal<T> local, Function<? super EventLoop, ? extends T> initial, @Nullable Consumer<? super T> end) {
        core.checkThread();
        Objects.requireNonNull(local, "the local is null");
        Objects.requireNonNull(initial, "the function that makes the value is null");
        @SuppressWarnings("unchecked") // each key leads to a value of its own type
        Value<T> present = (Value<T>) values.get(local);
        return (present == null ? make(local, initial, end) : present).finished();
    }

    private <T extends @Nullable Object> Value<T> make(
            LoopLocal<T> local, Function<? super EventLoop, ? extends T> initial, @Nullable Consumer<? super T> end) {
        core.checkOpen();
        Value<T> made = new Value<>(end);
        values.put(local, made);
        try {
            made.make(initial.apply(core.loop()), actions.add(() -> end(local), core.creation()));
        } finally {
            if (made.atClose == null) {
                values.remove(local);
            }
        }
        return made;
    }

    @Override
    public boolean remove(LoopLocal<?> local) {
        core.checkThread();
        Value<?> present = values.get(Objects.requireNonNull(local, "the local is null"));
        if (present == null) {
            return false;
        }
        present.requireFinished().cancel();
        end(local);
        return true;
    }

    private void end(LoopLocal<?> local) {
        Value<?> ended = values.remove(local);
        if (ended != null) {
            ended.end();
        }
    }

    /// One value; until it is made, a mark that it is being made.
    private static final class Value<T extends @Nullable Object> {
        private final @Nullable Consumer<? super T> end;
        private T value;
        private @Nullable Handle atClose;

        Value(@Nullable Consumer<? super T> end) {
            this.end = end;
        }

        void make(T newValue, Handle ending) {
            value = newValue;
            atClose = ending;
        }

        T finished() {
            Handle _ = requireFinished();
            return value;
        }

        Handle requireFinished() {
            Handle made = atClose;
            if (made == null) {
                throw new IllegalStateException(
                        "the value of the loop local is being made: its function must neither ask for it nor wait");
            }
            return made;
        }

        void end() {
            if (end != null) {
                end.accept(value);
            }
        }
    }
}
