package io.juvloop.postgres;

/// Receives the notifications of a channel, see [PgConnection#addListener].
///
/// Called on the loop's thread, in a callback. What it throws goes to the loop's exception handler.
@FunctionalInterface
public interface NotificationListener {
    /// Called once for each notification, in the order of the server.
    ///
    /// @param connection where it came from
    /// @param notification the message
    void onNotification(PgConnection connection, Notification notification);
}
