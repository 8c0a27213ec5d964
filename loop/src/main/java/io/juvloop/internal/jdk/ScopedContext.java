package io.juvloop.internal.jdk;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Captures the scoped values that are bound where a callback or a task is created, so that it runs with them,
/// like asyncio's context variables. Without bindings, the usual case, nothing is wrapped.
///
/// Any thread. Works only where the JDK exposes the bindings, see [JdkInternals]. See
/// [contextvars](https://docs.python.org/3.13/library/contextvars.html#asyncio-support).
public final class ScopedContext {
    private ScopedContext() {}

    /// Binds a callback to the current scoped values.
    ///
    /// @param callback the callback to bind
    /// @return the callback itself, or a wrapper
    public static Runnable bind(Runnable callback) {
        Object bindings = capture();
        return bindings == null ? callback : new Bound(bindings, callback);
    }

    public static <T extends @Nullable Object> Callable<T> bind(Callable<T> body) {
        Object bindings = capture();
        return bindings == null ? body : () -> call(bindings, body);
    }

    /// Binds a callback to the current scoped values.
    ///
    /// @param <A> the type of its argument
    /// @param callback the callback to bind
    /// @return the callback itself, or a wrapper
    public static <A> Consumer<A> bind(Consumer<A> callback) {
        Object bindings = capture();
        return bindings == null ? callback : new BoundConsumer<>(bindings, callback);
    }

    /// The callback inside a wrapper.
    ///
    /// @param callback the result of [#bind(Consumer)]
    /// @return the callback that was bound
    public static Object unbound(Object callback) {
        return callback instanceof BoundConsumer<?> bound ? bound.callback : callback;
    }

    /// Runs code without the scoped values that are bound now.
    ///
    /// @param action the code to run
    public static void runWithout(Runnable action) {
        if (capture() == null) {
            action.run();
        } else {
            JdkInternals.runWith(JdkInternals.noScopedValues(), action);
        }
    }

    private static @Nullable Object capture() {
        return JdkInternals.areOpen() ? JdkInternals.scopedValues() : null;
    }

    private record Bound(Object bindings, Runnable callback) implements Runnable {
        @Override
        public void run() {
            JdkInternals.runWith(bindings, callback);
        }

        @Override
        public String toString() {
            return callback.toString();
        }
    }

    private record BoundConsumer<A>(Object bindings, Consumer<A> callback) implements Consumer<A> {
        @Override
        public void accept(A argument) {
            JdkInternals.runWith(bindings, () -> callback.accept(argument));
        }

        @Override
        public String toString() {
            return callback.toString();
        }
    }

    private static <T extends @Nullable Object> T call(Object bindings, Callable<T> body) throws Exception {
        Outcome<T> outcome = new Outcome<>(body);
        JdkInternals.runWith(bindings, outcome);
        if (outcome.failure != null) {
            throw outcome.failure;
        }
        return outcome.result;
    }

    /// Carries a result and a checked exception out of a Runnable.
    private static final class Outcome<T extends @Nullable Object> implements Runnable {
        private final Callable<T> body;
        private T result;
        private @Nullable Exception failure;

        Outcome(Callable<T> body) {
            this.body = body;
        }

        @Override
        public void run() {
            try {
                result = body.call();
            } catch (Exception thrown) {
                failure = thrown;
            }
        }
    }
}
