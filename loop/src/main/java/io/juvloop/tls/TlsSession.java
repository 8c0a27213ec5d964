package io.juvloop.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
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
    /// @return the peer's own first; empty if it has shown none
    List<X509Certificate> peerCertificates();

    /// The certificates that the peer was shown.
    ///
    /// @return the key's own first; empty if the peer asked for none
    List<X509Certificate> localCertificates();

    /// Derives a secret that only both sides of this connection can know, for a protocol above TLS: a token bound
    /// to the connection, or the keys of another cipher. See
    /// [RFC 5705](https://www.rfc-editor.org/rfc/rfc5705). Python has no such method.
    ///
    /// @param label what the secret is for, as registered or beginning with `EXPERIMENTAL`; the same on both sides
    /// @param context what distinguishes several secrets of a label, at most 255 bytes; null for none, which is not
    ///     the same as no bytes in TLS 1.2
    /// @param length how many bytes
    /// @return the secret, the same on both sides
    /// @throws IllegalArgumentException if the label or the context is too long, or no secret can have that length
    /// @throws SSLException if the secret cannot be derived
    /// @throws UnsupportedOperationException if the provider of the context cannot derive any
    byte[] exportKey(String label, byte @Nullable [] context, int length) throws SSLException;
}
