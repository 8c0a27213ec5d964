package io.juvloop.postgres.internal.pool;

import io.juvloop.postgres.PgTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Those who wait for a connection, first come, first served.
///
/// Loop thread only. Lifetime: that of the pool.
final class Waiting {
    private final Deque<PoolRequest<?>> queue = new ArrayDeque<>();
    private final Lending lending;

    Waiting(Lending lending) {
        this.lending = lending;
    }

    int size() {
        return queue.size();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /// Adds a user at the end.
    ///
    /// @param limit how long it waits, or null for any time
    void add(PoolRequest<?> request, @Nullable Duration limit) {
        queue.add(request);
        limit(request, limit);
    }

    /// Limits the wait of a user, also while its connection is checked or set up.
    void limit(PoolRequest<?> request, @Nullable Duration limit) {
        if (limit != null && !request.isSettled()) {
            request.limit(limit, () -> late(request, limit));
        }
    }

    /// Puts a user back whose connection was not to be used.
    void addFirst(PoolRequest<?> request) {
        queue.addFirst(request);
    }

    private void late(PoolRequest<?> request, Duration limit) {
        lending.tooLate(request, new PgTimeoutException("the wait for a connection of the " + lending, limit));
    }

    @Nullable
    PoolRequest<?> peek() {
        return queue.peek();
    }

    @Nullable
    PoolRequest<?> poll() {
        return queue.poll();
    }

    boolean remove(PoolRequest<?> request) {
        return queue.remove(request);
    }

    /// Ends all waits.
    List<PoolRequest<?>> takeAll() {
        List<PoolRequest<?>> all = List.copyOf(queue);
        queue.clear();
        return all;
    }
}
