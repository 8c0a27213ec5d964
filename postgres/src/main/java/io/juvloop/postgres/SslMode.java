package io.juvloop.postgres;

/// Whether a connection is encrypted, and how the server proves who it is; libpq's `sslmode`, asyncpg's `ssl=`.
///
/// Connections by a socket of the file system are never encrypted. Any thread. See
/// [SSL Support](https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION).
public enum SslMode {
    /// Never encrypted.
    DISABLE,

    /// Encrypted only if the server refuses otherwise.
    ALLOW,

    /// Encrypted if the server can; the default.
    PREFER,

    /// Encrypted or not at all. The server can be anybody, unless a root certificate is given, which makes this
    /// [#VERIFY_CA] as in libpq.
    REQUIRE,

    /// Encrypted, and the server's certificate comes from a trusted authority.
    VERIFY_CA,

    /// Encrypted, and the server's certificate comes from a trusted authority and has the name of the host.
    VERIFY_FULL
}
