package io.juvloop.postgres;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import org.jspecify.annotations.Nullable;

/// LISTEN with a connection of its own, which comes back when it is lost.
///
/// When it is lost, another one is opened, at once and then after growing pauses of up to half a minute, and listens
/// to the same channels. What was sent meanwhile is lost, because the server keeps nothing for those that are
/// absent: gap listeners hear of it once the channels are listened to again, so that a program can look after what
/// it has missed.
///
/// With [PgOptions#withHeartbeat] a silent connection is tried regularly, which finds one that the network has
/// dropped.
///
/// Loop thread only. Lifetime: from [Postgres#subscribe] to [#close], [#terminate] or the close of its loop.
public interface Subscriber extends AutoCloseable {
    /// Adds a listener for a channel.
    ///
    /// @param channel its name, as it is: the driver quotes it
    /// @param listener called for each notification; one that is there already is not added again
    /// @throws PgException if the server refuses
    @Suspends
    default void addListener(String channel, NotificationListener listener) {
        Async.await(addListenerAsync(channel, listener));
    }

    /// Starts what [#addListener] does. While there is no connection, it takes effect with the next.
    ///
    /// @param channel its name
    /// @param listener called for each notification
    /// @return done when the server listens
    LoopFuture<@Nullable Void> addListenerAsync(String channel, NotificationListener listener);

    /// Removes a listener.
    ///
    /// @param channel its name
    /// @param listener another than one that was added is ignored
    /// @throws PgException if the server refuses
    @Suspends
    default void removeListener(String channel, NotificationListener listener) {
        Async.await(removeListenerAsync(channel, listener));
    }

    /// Starts what [#removeListener] does.
    ///
    /// @param channel its name
    /// @param listener another than one that was added is ignored
    /// @return done when the server has heard of it
    LoopFuture<@Nullable Void> removeListenerAsync(String channel, NotificationListener listener);

    /// Listens to a channel, for a task that takes one notification after the other. It does not end with a
    /// connection.
    ///
    /// @param channel its name
    /// @return the notifications; to be closed
    /// @throws PgException if the server refuses
    @Suspends
    default Notifications listen(String channel) {
        return Async.await(listenAsync(channel));
    }

    /// Starts what [#listen] does.
    ///
    /// @param channel its name
    /// @return the notifications; to be closed
    LoopFuture<Notifications> listenAsync(String channel);

    /// Adds a listener for gaps.
    ///
    /// @param listener called each time when notifications may have been missed
    void addGapListener(GapListener listener);

    /// Removes a listener for gaps.
    ///
    /// @param listener another than one that was added is ignored
    void removeGapListener(GapListener listener);

    /// Whether there is a connection, and it listens.
    ///
    /// @return false while another one is being opened, and after the end
    boolean isConnected();

    /// The server's process for the connection.
    ///
    /// @return its process id, 0 if there is none
    int serverPid();

    /// The loop of this subscriber. Any thread.
    ///
    /// @return the loop
    EventLoop loop();

    /// Closes the connection, and opens no other. Again, it waits for the same end.
    @Override
    @Suspends
    default void close() {
        Async.await(closeAsync());
    }

    /// Starts what [#close] does.
    ///
    /// @return done when the connection is closed
    LoopFuture<@Nullable Void> closeAsync();

    /// Ends the connection at once, and opens no other.
    void terminate();
}
