package io.juvloop.postgres;

import org.jspecify.annotations.Nullable;

/// Learns that notifications may have been missed, see [Subscriber].
///
/// Called on the loop's thread, in a callback. What it throws goes to the loop's exception handler.
@FunctionalInterface
public interface GapListener {
    /// Called once for each lost connection, when another one listens to all channels.
    ///
    /// @param subscriber whose connection it was
    /// @param cause what it was lost by, null if the server closed it without a word
    void onGap(Subscriber subscriber, @Nullable Throwable cause);
}
