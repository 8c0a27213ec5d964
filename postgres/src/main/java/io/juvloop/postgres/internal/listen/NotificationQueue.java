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
import io.juvloop.postgres.internal.base.Deadline;
import io.juvloop.postgres.internal.base.Outcomes;
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
        long until = Deadline.after(loop.time(), limit);
        while (true) {
            Notification next = poll();
            long now = loop.time();
            if (next != null || until <= now) {
                return next;
            }
            await(Duration.ofNanos(until - now));
        }
    }

    @Override
    public LoopFuture<Notification> nextAsync() {
        LoopFuture<Notification> taken = loop.createFuture();
        take(taken, Deadline.NEVER);
        return taken;
    }

    @Override
    public LoopFuture<@Nullable Notification> nextAsync(Duration limit) {
        LoopFuture<@Nullable Notification> taken = loop.createFuture();
        take(taken, Deadline.after(loop.time(), limit));
        return taken;
    }

    /// Completes a future with the next notification, or at a deadline with null.
    private void take(LoopFuture<? super @Nullable Notification> taken, long until) {
        if (unlisten == null) {
            throw closed();
        }
        try {
            Notification next = poll();
            if (next != null || until <= loop.time()) {
                taken.complete(next);
                return;
            }
        } catch (ConnectionLost ended) {
            taken.completeExceptionally(ended);
            return;
        }
        LoopFuture<Boolean> gate = gate();
        TimerHandle timer = until == Deadline.NEVER ? null : loop.callAt(until, () -> gate.complete(false));
        taken.addDoneCallback(_ -> gate.complete(false));
        gate.addDoneCallback(_ -> {
            shut(gate, timer);
            if (!taken.isDone()) {
                takeAgain(taken, until);
            }
        });
    }

    /// What has come may have been taken meanwhile.
    private void takeAgain(LoopFuture<? super @Nullable Notification> taken, long until) {
        try {
            take(taken, until);
        } catch (IllegalStateException closedOrOccupied) {
            taken.completeExceptionally(closedOrOccupied);
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the notifications are closed");
    }

    private @Nullable Notification poll() {
        if (unlisten == null) {
            throw closed();
        }
        Notification next = received.poll();
        if (next == null && lost != null) {
            throw lost;
        }
        return next;
    }

    @Suspends
    private void await(@Nullable Duration limit) {
        LoopFuture<Boolean> gate = gate();
        TimerHandle timer = limit == null ? null : loop.callLater(limit, () -> gate.complete(false));
        try {
            var _ = Async.await(gate);
        } finally {
            shut(gate, timer);
        }
    }

    /// What is completed when something comes.
    private LoopFuture<Boolean> gate() {
        if (waiting != null) {
            throw new IllegalStateException("another task waits for these notifications");
        }
        LoopFuture<Boolean> gate = loop.createFuture();
        waiting = gate;
        return gate;
    }

    @SuppressWarnings("ReferenceEquality") // this very gate
    private void shut(LoopFuture<Boolean> gate, @Nullable TimerHandle timer) {
        if (waiting == gate) {
            waiting = null;
        }
        if (timer != null) {
            timer.cancel();
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
    public LoopFuture<@Nullable Void> closeAsync() {
        Supplier<LoopFuture<@Nullable Void>> removal = unlisten;
        if (removal == null) {
            return Outcomes.done(loop);
        }
        unlisten = null;
        received.clear();
        wake();
        return removal.get();
    }
}
