package io.juvloop.postgres.internal.session;

import io.juvloop.LoopFuture;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The time for which a view of a connection belongs to a user of a pool.
///
/// Loop thread only. Lifetime: from the acquisition to the release.
public interface Lease {
    /// Whether the connection was given back, so that the view refuses every call.
    ///
    /// @return whether it was
    boolean isEnded();

    /// Gives the connection back. Calling it again has no effect.
    ///
    /// @return done when the view is not used any more
    LoopFuture<@Nullable Void> releaseAsync();

    /// Gives the connection back. Calling it again has no effect.
    ///
    /// @param limit how long what is under way on it may take, after which it is ended; zero or less ends it now
    /// @return done when the view is not used any more
    LoopFuture<@Nullable Void> releaseAsync(Duration limit);
}
