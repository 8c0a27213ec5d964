package io.juvloop.postgres.internal.listen;

import io.juvloop.EventLoop;
import io.juvloop.Handle;
import io.juvloop.LoopFuture;
import io.juvloop.TimerHandle;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.GapListener;
import io.juvloop.postgres.NotificationListener;
import io.juvloop.postgres.Notifications;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.Subscriber;
import io.juvloop.postgres.internal.base.Backoff;
import io.juvloop.postgres.internal.base.Log;
import io.juvloop.postgres.internal.base.Outcomes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// LISTEN with a connection of its own, which comes back.
///
/// It keeps the table of listeners, and gives it to each connection. A gap is reported when the new connection
/// listens to all channels: what is sent from then on is received.
///
/// Loop thread only. Lifetime: until it is closed or terminated, or its loop is closed.
public final class Subscription implements Subscriber {
    private final EventLoop loop;
    private final PgOptions options;
    private final Map<String, List<NotificationListener>> channels = new LinkedHashMap<>();
    private final List<GapListener> gapListeners = new ArrayList<>();
    private final List<NotificationQueue> queues = new ArrayList<>();
    private final Backoff backoff = new Backoff();
    private final Handle atLoopClose;
    private @Nullable PgConnection connection;
    private @Nullable LoopFuture<PgConnection> connecting;
    private @Nullable TimerHandle retry;
    private boolean listening;
    private boolean hasGap;
    private @Nullable Throwable gapCause;
    private boolean closed;

    private Subscription(EventLoop loop, PgOptions options) {
        this.loop = loop;
        this.options = options;
        atLoopClose = loop.addCloseAction(this::terminate);
    }

    /// Opens one.
    ///
    /// @param loop where
    /// @param options of its connections
    /// @return the subscriber, when its first connection is open; if that fails there is none
    public static LoopFuture<Subscriber> open(EventLoop loop, PgOptions options) {
        Subscription subscription = new Subscription(loop, options);
        LoopFuture<Subscriber> opened = loop.createFuture();
        LoopFuture<PgConnection> first = Postgres.connectAsync(options);
        subscription.connecting = first;
        var _ = first.whenComplete((connection, failure) -> {
            if (failure != null) {
                subscription.terminate();
                opened.completeExceptionally(Outcomes.unwrapped(failure));
            } else {
                subscription.connected(connection);
                if (!opened.complete(subscription)) {
                    subscription.terminate(); // cancelled meanwhile
                }
            }
        });
        return opened;
    }

    // --- The connection

    private void connected(PgConnection opened) {
        connecting = null;
        if (closed) {
            opened.terminate();
            return;
        }
        connection = opened;
        opened.addCloseListener((_, cause) -> lost(opened, cause));
        if (channels.isEmpty()) {
            listens();
            return;
        }
        List<LoopFuture<@Nullable Void>> all = new ArrayList<>();
        channels.forEach((channel, listeners) ->
                listeners.forEach(listener -> all.add(opened.addListenerAsync(channel, listener))));
        Outcomes.whenAll(all, failure -> {
            if (!opened.equals(connection)) {
                return; // it was lost meanwhile
            }
            if (failure == null) {
                listens();
            } else if (!(failure instanceof ConnectionLost)) {
                Log.warn("a subscriber could not listen again, and opens another connection", failure);
                opened.terminate();
            }
        });
    }

    private void listens() {
        listening = true;
        backoff.reset();
        if (hasGap) {
            Throwable cause = gapCause;
            hasGap = false;
            gapCause = null;
            for (GapListener listener : List.copyOf(gapListeners)) {
                var _ = loop.callSoon(() -> listener.onGap(this, cause));
            }
        }
    }

    private void lost(PgConnection which, @Nullable Throwable cause) {
        if (closed || !which.equals(connection)) {
            return;
        }
        connection = null;
        if (!hasGap) {
            hasGap = true;
            gapCause = cause;
        }
        listening = false;
        connectLater();
    }

    private void connectLater() {
        retry = loop.callLater(backoff.next(), this::connectAgain);
    }

    private void connectAgain() {
        retry = null;
        LoopFuture<PgConnection> attempt = Postgres.connectAsync(options);
        connecting = attempt;
        var _ = attempt.whenComplete((opened, failure) -> {
            if (failure == null) {
                connected(opened);
            } else if (!closed) {
                connecting = null;
                connectLater();
            }
        });
    }

    // --- Listeners

    @Override
    public LoopFuture<@Nullable Void> addListenerAsync(String channel, NotificationListener listener) {
        Objects.requireNonNull(listener, "the listener is null");
        requireOpen();
        List<NotificationListener> present = channels.computeIfAbsent(channel, _ -> new ArrayList<>(1));
        if (!present.contains(listener)) {
            present.add(listener);
        }
        return connection == null ? Outcomes.done(loop) : added(connection, channel, listener);
    }

    private LoopFuture<@Nullable Void> added(PgConnection by, String channel, NotificationListener listener) {
        LoopFuture<@Nullable Void> done = loop.createFuture();
        var _ = by.addListenerAsync(channel, listener).whenComplete((nothing, failure) -> {
            if (failure == null || Outcomes.unwrapped(failure) instanceof ConnectionLost) {
                done.complete(null); // the next connection listens
            } else {
                boolean _ = drop(channel, listener);
                done.completeExceptionally(Outcomes.unwrapped(failure));
            }
        });
        return done;
    }

    @Override
    public LoopFuture<@Nullable Void> removeListenerAsync(String channel, NotificationListener listener) {
        Objects.requireNonNull(listener, "the listener is null");
        PgConnection by = connection;
        if (!drop(channel, listener) || by == null || closed) {
            return Outcomes.done(loop);
        }
        return by.removeListenerAsync(channel, listener);
    }

    private boolean drop(String channel, NotificationListener listener) {
        List<NotificationListener> present = channels.get(channel);
        boolean dropped = present != null && present.remove(listener);
        if (present != null && present.isEmpty()) {
            channels.remove(channel);
        }
        return dropped;
    }

    @Override
    public LoopFuture<Notifications> listenAsync(String channel) {
        NotificationQueue queue = new NotificationQueue(loop);
        queues.add(queue);
        queue.closeWith(() -> {
            queues.remove(queue);
            return removeListenerAsync(channel, queue);
        });
        LoopFuture<Notifications> started = loop.createFuture();
        var _ = addListenerAsync(channel, queue).whenComplete((nothing, failure) -> {
            if (failure != null) {
                queues.remove(queue);
                started.completeExceptionally(Outcomes.unwrapped(failure));
            } else if (!started.complete(queue)) {
                queue.abandon();
            }
        });
        return started;
    }

    @Override
    public void addGapListener(GapListener listener) {
        Objects.requireNonNull(listener, "the listener is null");
        if (!gapListeners.contains(listener)) {
            gapListeners.add(listener);
        }
    }

    @Override
    public void removeGapListener(GapListener listener) {
        gapListeners.remove(Objects.requireNonNull(listener, "the listener is null"));
    }

    // --- State and end

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the subscriber is closed");
        }
    }

    @Override
    public boolean isConnected() {
        return listening && !closed;
    }

    @Override
    public int serverPid() {
        return connection == null ? 0 : connection.serverPid();
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public LoopFuture<@Nullable Void> closeAsync() {
        PgConnection last = connection;
        end();
        return last == null ? Outcomes.done(loop) : last.closeAsync();
    }

    @Override
    public void terminate() {
        PgConnection last = connection;
        end();
        if (last != null) {
            last.terminate();
        }
    }

    private void end() {
        if (closed) {
            return;
        }
        closed = true;
        listening = false;
        atLoopClose.cancel();
        if (retry != null) {
            retry.cancel();
        }
        if (connecting != null) {
            connecting.cancel(false);
        }
        for (NotificationQueue queue : queues) {
            queue.end(new ConnectionLost("because the subscriber was closed", null));
        }
    }

    @Override
    public String toString() {
        String state = closed ? "closed" : listening ? "listening" : "connecting";
        return "subscriber (" + state + ", channels=" + channels.keySet() + ")";
    }
}
