package io.juvloop.postgres;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The notifications of a channel, for a task that takes one after the other, see [PgConnection#listen].
///
/// Those that come while nothing waits are kept in order. Loop thread only; one task at a time. Lifetime: until it
/// is closed or the connection ends.
public interface Notifications extends Iterable<Notification>, AutoCloseable {
    /// Waits for the next notification.
    ///
    /// @return the next
    /// @throws ConnectionLost if the connection has ended and all that came before were taken
    /// @throws IllegalStateException once it is closed
    @Suspends
    Notification next();

    /// Waits for the next notification, for a limited time.
    ///
    /// @param limit how long; zero or less takes what is there
    /// @return the next, or null if none came
    /// @throws ConnectionLost if the connection has ended and all that came before were taken
    /// @throws IllegalStateException once it is closed
    @Suspends
    @Nullable
    Notification next(Duration limit);

    /// Starts what [#next()] does. To cancel it takes nothing.
    ///
    /// @return the next
    /// @throws IllegalStateException once it is closed, or while another one waits
    LoopFuture<Notification> nextAsync();

    /// Starts what [#next(Duration)] does. To cancel it takes nothing.
    ///
    /// @param limit how long; zero or less takes what is there
    /// @return the next, or null if none came
    /// @throws IllegalStateException once it is closed, or while another one waits
    LoopFuture<@Nullable Notification> nextAsync(Duration limit);

    /// Iterates over the notifications, without an end until it is closed.
    ///
    /// @return an iterator, whose methods suspend the task
    @Override
    Iterator<Notification> iterator();

    /// Ends it, and with the last listener of the channel the server's `LISTEN`. Calling it again has no effect.
    @Override
    @Suspends
    default void close() {
        Async.await(closeAsync());
    }

    /// Starts what [#close] does.
    ///
    /// @return done when the server has heard of it
    LoopFuture<@Nullable Void> closeAsync();
}
