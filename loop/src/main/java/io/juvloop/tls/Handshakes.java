package io.juvloop.tls;

/// Where the long steps of a handshake run: key exchange, signatures, and the trust and key managers.
///
/// Any thread. See [TlsOptions#withHandshakes].
public enum Handshakes {
    /// On the loop's default executor, so that other connections are served meanwhile. The default.
    OFF_LOOP,
    /// On the loop's thread. A handshake needs no other thread and less time in all, but nothing else of the loop
    /// runs during a step, which takes about a millisecond. For a process that has one processor, and for clients
    /// with few connections. A trust manager must not block then.
    ON_LOOP
}
