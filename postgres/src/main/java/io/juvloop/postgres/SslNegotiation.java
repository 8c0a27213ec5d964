package io.juvloop.postgres;

/// How encryption begins; libpq's `sslnegotiation`.
///
/// Any thread.
public enum SslNegotiation {
    /// The server is asked whether it can, which costs a round trip; the default.
    POSTGRES,

    /// TLS from the first byte, for servers from 17 on; needs [SslMode#REQUIRE] or more.
    DIRECT
}
