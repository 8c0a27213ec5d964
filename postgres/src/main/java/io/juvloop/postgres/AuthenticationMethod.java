package io.juvloop.postgres;

/// A way to prove who one is, for [PgOptions#withRequireAuth]; libpq's words of `require_auth`.
///
/// Any thread.
public enum AuthenticationMethod {
    /// The password as it is. Only an encrypted connection hides it.
    PASSWORD,

    /// A salted MD5 of the password, which servers keep for old clients.
    MD5,

    /// GSSAPI, which the driver does not have.
    GSS,

    /// Windows's SSPI, which the driver does not have.
    SSPI,

    /// SCRAM-SHA-256, with channel binding or without.
    SCRAM_SHA_256,

    /// OAuth, which the driver does not have.
    OAUTH,

    /// The server asks for nothing, because it trusts the address, or the certificate of TLS.
    NONE
}
