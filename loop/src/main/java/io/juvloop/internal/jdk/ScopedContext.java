package io.juvloop.internal.jdk;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The scoped values that are bound where a callback or a task is made, so that it runs with them: asyncio's
/// context variables. Without bindings, the usual case, nothing is wrapped.
///
/// Any thread. Follows only where the JDK lets us see the bindings, see [JdkInternals]. See [Context
/// Variables](https://docs.python.org/3.13/library/contextvars.html#asyncio-support).
public final class ScopedContext {
    private ScopedContext() {}

    /// Has a callback run with the scoped values that are bound here.
    ///
    /// @param callback what to run
    /// @return the callback, or one around it
    public static Runnable bind(Runnable callback) {
        Object bindings = capture();
        return bindings == null ? callback : new Bound(bindings, callback);
    }

    public static <T extends @Nullable Object> Callable<T> bind(Callable<T> body) {
        Object bindings = capture();
        return bindings == null ? body : () -> call(bindings, body);
    }

    /// Has a callback run with the scoped values that are bound here.
    ///
    /// @param <A> what it is told
    /// @param callback what to run
    /// @return the callback, or one around it
    public static <A> Consumer<A> bind(Consumer<A> callback) {
        Object bindings = capture();
        return bindings == null ? callback : new BoundConsumer<>(bindings, callback);
    }

    /// What was bound.
    ///
    /// @param callback from [#bind(Consumer)]
    /// @return what was given to it
    public static Object unbound(Object callback) {
        return callback instanceof BoundConsumer<?> bound ? bound.callback : callback;
    }

    /// Runs something without the scoped values that are bound here.
    ///
    /// @param action what to run
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

    /// Takes a result and a checked exception through a Runnable.
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
