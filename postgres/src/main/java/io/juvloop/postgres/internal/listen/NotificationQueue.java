package io.juvloop.postgres.internal.listen;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import io.juvloop.TimerHandle;
import io.juvloop.postgres.CloseListener;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.Notification;
import io.juvloop.postgres.NotificationListener;
import io.juvloop.postgres.Notifications;
import io.juvloop.postgres.PgConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The notifications of a channel that a task takes one after the other.
///
/// Loop thread only; one task waits at a time. Lifetime: until it is closed, or what it listens with has ended.
final class NotificationQueue implements Notifications, NotificationListener {
    private final EventLoop loop;
    private final Queue<Notification> received = new ArrayDeque<>();
    private @Nullable Supplier<LoopFuture<@Nullable Void>> unlisten;
    private @Nullable LoopFuture<Boolean> waiting;
    private @Nullable ConnectionLost lost;

    NotificationQueue(EventLoop loop) {
        this.loop = loop;
    }

    /// The queue of one connection.
    static NotificationQueue of(PgConnection connection, String channel) {
        NotificationQueue queue = new NotificationQueue(connection.loop());
        CloseListener end = (_, cause) -> queue.end(new ConnectionLost("while it was listened with", cause));
        connection.addCloseListener(end);
        queue.closeWith(() -> {
            connection.removeCloseListener(end);
            return connection.removeListenerAsync(channel, queue);
        });
        return queue;
    }

    /// Sets what its close does.
    void closeWith(Supplier<LoopFuture<@Nullable Void>> removal) {
        unlisten = removal;
    }

    @Override
    public void onNotification(PgConnection connection, Notification notification) {
        if (unlisten != null) {
            received.add(notification);
            wake();
        }
    }

    /// Nothing more will come; what has come can be taken.
    void end(ConnectionLost why) {
        lost = why;
        wake();
    }

    private void wake() {
        LoopFuture<Boolean> waiter = waiting;
        waiting = null;
        if (waiter != null) {
            waiter.complete(true);
        }
    }

    /// Closes the queue that its task never got, because the task was cancelled or `LISTEN` failed.
    void abandon() {
        Supplier<LoopFuture<@Nullable Void>> removal = unlisten;
        if (removal != null) {
            unlisten = null;
            received.clear();
            var _ = removal.get().toCompletableFuture(); // a connection that cannot has ended, or will be reset
        }
    }

    // --- Taking

    @Override
    @Suspends
    public Notification next() {
        while (true) {
            Notification next = poll();
            if (next != null) {
                return next;
            }
            await(null);
        }
    }

    @Override
    @Suspends
    public @Nullable Notification next(Duration limit) {
        long until = loop.time() + limit.toNanos();
        while (true) {
            Notification next = poll();
            long left = until - loop.time();
            if (next != null || left <= 0) {
                return next;
            }
            await(Duration.ofNanos(left));
        }
    }

    private @Nullable Notification poll() {
        if (unlisten == null) {
            throw new IllegalStateException("the notifications are closed");
        }
        Notification next = received.poll();
        if (next == null && lost != null) {
            throw lost;
        }
        return next;
    }

    @Suspends
    private void await(@Nullable Duration limit) {
        if (waiting != null) {
            throw new IllegalStateException("another task waits for these notifications");
        }
        LoopFuture<Boolean> gate = loop.createFuture();
        waiting = gate;
        TimerHandle timer = limit == null ? null : loop.callLater(limit, () -> gate.complete(false));
        try {
            var _ = Async.await(gate);
        } finally {
            waiting = null;
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    @Override
    public Iterator<Notification> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            @Suspends
            public Notification next() {
                return NotificationQueue.this.next();
            }
        };
    }

    @Override
    @Suspends
    public void close() {
        Supplier<LoopFuture<@Nullable Void>> removal = unlisten;
        if (removal != null) {
            unlisten = null;
            received.clear();
            wake();
            Async.await(removal.get());
        }
    }
}
