package io.juvloop.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What both sides of an encrypted connection have agreed on; what Python asks an `ssl.SSLObject`.
///
/// Any thread. Immutable; it outlives the connection. See
/// [ssl.SSLObject](https://docs.python.org/3.13/library/ssl.html#ssl.SSLObject).
public interface TlsSession {
    /// The version of TLS. Python's `version()`.
    ///
    /// @return `TLSv1.3` or `TLSv1.2`
    String protocol();

    /// The cipher suite. Python's `cipher()`.
    ///
    /// @return its standard name
    String cipherSuite();

    /// The application protocol. Python's `selected_alpn_protocol()`.
    ///
    /// @return its name; null if none was agreed on
    @Nullable
    String alpn();

    /// The name that the client asked for. Python's `server_hostname`.
    ///
    /// @return the name; null if it asked for none
    @Nullable
    String serverName();

    /// Whether an earlier session was resumed, so that no certificates were exchanged. Python's `session_reused`.
    ///
    /// @return false after a full handshake
    boolean isResumed();

    /// The peer's certificates. Python's `get_unverified_chain()`.
    ///
    /// @return its own first; empty if it has shown none
    List<X509Certificate> peerCertificates();

    /// One's own certificates that the peer was shown.
    ///
    /// @return one's own first; empty if none was asked for
    List<X509Certificate> localCertificates();
}
