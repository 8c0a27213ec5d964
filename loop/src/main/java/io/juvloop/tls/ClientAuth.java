package io.juvloop.tls;

/// Whether a server asks its clients for a certificate; Python's `verify_mode` of a server.
///
/// Any thread.
public enum ClientAuth {
    /// It does not ask.
    NONE,
    /// It asks, and serves those too that have none. One that is not trusted ends the connection.
    WANTED,
    /// It serves only those that have one it trusts.
    NEEDED
}
