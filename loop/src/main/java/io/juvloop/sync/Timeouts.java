package io.juvloop.sync;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// What is thrown when a wait was not over in time.
///
/// Any thread. Stateless.
final class Timeouts {
    private Timeouts() {}

    static TimeoutException expired(Duration timeout, String what) {
        return new TimeoutException("waited " + timeout + " for " + what);
    }
}
