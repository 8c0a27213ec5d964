package io.juvloop.internal.tls;

/// Awaits the end of a handshake; called once.
///
/// Loop thread only.
interface Beginning {
    /// Data can be sent and received; nothing is received before [TlsConnection#begin].
    void established(TlsConnection connection);

    /// There will be no connection.
    void failed(Throwable cause);
}
