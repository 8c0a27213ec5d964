package io.juvloop.postgres;

/// Whether the authentication is bound to the encrypted connection, so that no machine in between can pass it on;
/// libpq's `channel_binding`.
///
/// Any thread.
public enum ChannelBinding {
    /// Never.
    DISABLE,

    /// Where the server offers it; the default.
    PREFER,

    /// Always, or the connection fails: it needs TLS and a password stored as SCRAM.
    REQUIRE
}
