package io.juvloop.postgres.internal.listen;

import io.juvloop.EventLoop;
import io.juvloop.TimerHandle;
import io.juvloop.postgres.PgConnection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Tries a connection regularly, and ends it if there is no answer within the same time.
///
/// A connection that only listens is silent, and TCP says nothing of a network that has dropped it.
///
/// Loop thread only. Lifetime: until it is stopped; it may watch another connection then.
final class Heartbeat {
    private final EventLoop loop;
    private final @Nullable Duration interval;
    private @Nullable TimerHandle timer;
    private @Nullable PgConnection watched;

    /// @param interval null for no heartbeat
    Heartbeat(EventLoop loop, @Nullable Duration interval) {
        this.loop = loop;
        this.interval = interval;
    }

    void watch(PgConnection connection) {
        stop();
        if (interval != null) {
            watched = connection;
            timer = loop.callLater(interval, () -> beat(connection, interval));
        }
    }

    private void beat(PgConnection connection, Duration limit) {
        timer = null;
        var _ = connection.withTimeout(limit).pingAsync().whenComplete((nothing, failure) -> {
            if (!connection.equals(watched)) {
                return; // stopped meanwhile
            }
            if (failure == null) {
                watch(connection);
            } else {
                connection.terminate();
            }
        });
    }

    void stop() {
        watched = null;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
