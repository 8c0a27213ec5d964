package io.juvloop.sync;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// Creates the exceptions of waits that timed out.
///
/// Any thread. Stateless.
final class Timeouts {
    private Timeouts() {}

    static TimeoutException expired(Duration timeout, String what) {
        return new TimeoutException("waited " + timeout + " for " + what);
    }
}
