package io.juvloop.postgres;

import java.util.Objects;

/// A message of NOTIFY.
///
/// Any thread. Immutable.
///
/// @param channel where it was sent to
/// @param payload its text, empty if there is none
/// @param serverPid the process id of the backend that sent it
public record Notification(String channel, String payload, int serverPid) {
    /// Makes a notification.
    ///
    /// @param channel where it was sent to
    /// @param payload its text
    /// @param serverPid of the sender
    public Notification {
        Objects.requireNonNull(channel, "the channel is null");
        Objects.requireNonNull(payload, "the payload is null");
    }
}
