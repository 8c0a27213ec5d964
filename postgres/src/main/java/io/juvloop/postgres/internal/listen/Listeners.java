package io.juvloop.postgres.internal.listen;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.Notification;
import io.juvloop.postgres.NotificationListener;
import io.juvloop.postgres.Notifications;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.internal.base.Identifiers;
import io.juvloop.postgres.internal.base.Outcomes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The listeners of a session, by channel.
///
/// Each one of a channel sends `LISTEN`, as that of another may fail, and the last one `UNLISTEN`. Listeners are called
/// in callbacks of their
/// own, in the order of the server, because one may start statements or remove itself.
///
/// Loop thread only. Lifetime: that of the session.
public final class Listeners {
    private final EventLoop loop;
    private final Map<String, List<Listening>> channels = new HashMap<>();

    /// @param loop of the session
    public Listeners(EventLoop loop) {
        this.loop = loop;
    }

    /// One listener, and the view of the connection by which it was added.
    private record Listening(PgConnection connection, NotificationListener listener) {}

    // --- For connections

    /// Adds a listener.
    ///
    /// @param connection which sends the statement, and is given to the listener
    /// @param channel the name
    /// @param listener one that is there already is not added again
    /// @return done when the server listens
    public LoopFuture<@Nullable Void> add(PgConnection connection, String channel, NotificationListener listener) {
        String sql = "LISTEN " + Identifiers.quote(channel);
        List<Listening> present = channels.get(channel);
        if (present != null) {
            if (present.stream().anyMatch(one -> one.listener().equals(listener))) {
                return connection.pingAsync();
            }
            present.add(new Listening(connection, listener));
        } else {
            channels.put(channel, new ArrayList<>(List.of(new Listening(connection, listener))));
        }
        LoopFuture<@Nullable Void> done = loop.createFuture();
        var _ = connection.executeAsync(sql).whenComplete((status, failure) -> {
            if (failure == null) {
                done.complete(null);
            } else {
                boolean _ = drop(channel, listener);
                done.completeExceptionally(Outcomes.unwrapped(failure));
            }
        });
        return done;
    }

    /// Removes a listener.
    ///
    /// @param connection which sends the statement
    /// @param channel the name
    /// @param listener another than one that was added is ignored
    /// @return done when the server has heard of it
    public LoopFuture<@Nullable Void> remove(PgConnection connection, String channel, NotificationListener listener) {
        String sql = "UNLISTEN " + Identifiers.quote(channel);
        if (!drop(channel, listener) || channels.containsKey(channel) || connection.isClosed()) {
            return Outcomes.done(loop);
        }
        LoopFuture<@Nullable Void> done = loop.createFuture();
        Outcomes.pass(connection.executeAsync(sql).thenApply(_ -> null), done);
        return done;
    }

    /// Listens to a channel for a task.
    ///
    /// @param connection which sends the statement
    /// @param channel the name
    /// @return its notifications, when the server listens
    public LoopFuture<Notifications> listen(PgConnection connection, String channel) {
        NotificationQueue queue = NotificationQueue.of(connection, channel);
        LoopFuture<Notifications> listening = loop.createFuture();
        var _ = connection.addListenerAsync(channel, queue).whenComplete((nothing, failure) -> {
            if (failure != null) {
                queue.abandon();
                listening.completeExceptionally(Outcomes.unwrapped(failure));
            } else if (!listening.complete(queue)) {
                queue.abandon();
            }
        });
        return listening;
    }

    /// @return whether it was there
    private boolean drop(String channel, NotificationListener listener) {
        List<Listening> present = channels.get(channel);
        boolean dropped =
                present != null && present.removeIf(one -> one.listener().equals(listener));
        if (present != null && present.isEmpty()) {
            channels.remove(channel);
        }
        return dropped;
    }

    // --- For the session

    /// A notification has come.
    ///
    /// @param notification for all listeners of its channel
    public void notified(Notification notification) {
        List<Listening> present = channels.get(notification.channel());
        if (present == null) {
            return;
        }
        for (Listening one : List.copyOf(present)) {
            var _ = loop.callSoon(() -> one.listener().onNotification(one.connection(), notification));
        }
    }

    /// Forgets all listeners; the server has forgotten them, or will.
    ///
    /// @return the channels that had some
    public List<String> forget() {
        List<String> had = channels.keySet().stream().sorted().toList();
        channels.clear();
        return had;
    }
}
