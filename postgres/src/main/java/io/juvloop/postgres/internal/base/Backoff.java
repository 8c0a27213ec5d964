package io.juvloop.postgres.internal.base;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Growing pauses between attempts: none at first, then from a tenth of a second to half a minute, each up to a
/// quarter shorter by chance, so that not all clients of a server that was restarted come at once.
///
/// One thread at a time.
public final class Backoff {
    private static final long FIRST_MILLIS = 100;
    private static final long LAST_MILLIS = 30_000;
    private static final int SPREAD = 4;

    private long next;

    /// The next pause.
    ///
    /// @return how long to wait before the next attempt
    public Duration next() {
        long millis = next;
        next = Math.clamp(2 * millis, FIRST_MILLIS, LAST_MILLIS);
        long spread = millis / SPREAD;
        return Duration.ofMillis(
                millis - (spread == 0 ? 0 : ThreadLocalRandom.current().nextLong(spread)));
    }

    /// An attempt has succeeded.
    public void reset() {
        next = 0;
    }
}
