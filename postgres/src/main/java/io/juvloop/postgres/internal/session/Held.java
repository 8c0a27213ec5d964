package io.juvloop.postgres.internal.session;

import io.juvloop.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The streams and COPYs that tasks hold on a connection, sent or not: a task that waits for something behind its own
/// one would wait for itself.
///
/// Loop thread only. One a connection, with its lifetime.
final class Held {
    private final List<Operation<?>> operations = new ArrayList<>(1);

    /// Notes an operation that is started, if a task holds it.
    void started(Operation<?> operation) {
        if (operation.holder() != null) {
            operations.add(operation);
        }
    }

    /// Refuses what a task starts behind its own stream or COPY.
    ///
    /// @param task the one that runs, or null in a callback
    /// @throws IllegalStateException if it would wait for itself
    void refuseBehindOwn(@Nullable Task<?> task) {
        Operation<?> own = of(task);
        if (own != null) {
            throw new IllegalStateException("this task holds " + own.describe() + " that is open on the connection,"
                    + " behind which the statement would wait for ever; finish or close that first,"
                    + " or use another connection");
        }
    }

    /// Gives up the streams and COPYs of a task, which will not go on with them.
    ///
    /// @param task the one that runs, or null in a callback
    void leave(@Nullable Task<?> task) {
        for (Operation<?> own = of(task); own != null; own = of(task)) {
            boolean _ = own.cancel(true);
        }
    }

    /// What a task holds. Who gives its own up need not wait until the server has heard of that.
    @SuppressWarnings("ReferenceEquality") // this very task
    private @Nullable Operation<?> of(@Nullable Task<?> task) {
        if (operations.isEmpty()) {
            return null;
        }
        operations.removeIf(each -> each.isDone() || each.holder() == null);
        for (Operation<?> each : operations) {
            if (each.holder() == task) {
                return each;
            }
        }
        return null;
    }
}
