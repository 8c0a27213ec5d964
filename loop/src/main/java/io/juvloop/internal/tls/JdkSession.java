package io.juvloop.internal.tls;

import io.juvloop.tls.TlsSession;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.StandardConstants;
import org.jspecify.annotations.Nullable;

/// The facts of the JDK's session at the end of the handshake, and the session itself, which derives secrets.
///
/// Any thread. Immutable.
///
/// @param exporter the session itself
record JdkSession(
        String protocol,
        String cipherSuite,
        @Nullable String alpn,
        @Nullable String serverName,
        boolean isResumed,
        List<X509Certificate> peerCertificates,
        List<X509Certificate> localCertificates,
        SSLSession exporter)
        implements TlsSession {

    /// @param asked for by a client; null on a server, or if it asked for none
    /// @param begun when the handshake began, in the milliseconds of the clock: a session that is older is resumed
    static JdkSession of(SSLEngine engine, @Nullable String asked, long begun) {
        SSLSession session = engine.getSession();
        String alpn = engine.getApplicationProtocol();
        return new JdkSession(
                session.getProtocol(),
                session.getCipherSuite(),
                alpn == null || alpn.isEmpty() ? null : alpn,
                asked == null ? requested(session) : asked,
                session.getCreationTime() < begun,
                peer(session),
                x509(session.getLocalCertificates()),
                session);
    }

    @Override
    public byte[] exportKey(String label, byte @Nullable [] context, int length) throws SSLException {
        Objects.requireNonNull(label, "the label is null");
        if (!(exporter instanceof ExtendedSSLSession extended)) {
            throw new UnsupportedOperationException("a session of " + exporter.getClass() + " exports no keys");
        }
        return extended.exportKeyingMaterialData(label, context, length);
    }

    private static @Nullable String requested(SSLSession session) {
        if (session instanceof ExtendedSSLSession extended) {
            for (SNIServerName name : extended.getRequestedServerNames()) {
                if (name.getType() == StandardConstants.SNI_HOST_NAME) {
                    return new SNIHostName(name.getEncoded()).getAsciiName();
                }
            }
        }
        return null;
    }

    private static List<X509Certificate> peer(SSLSession session) {
        try {
            return x509(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
    }

    private static List<X509Certificate> x509(Certificate @Nullable [] certificates) {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : certificates == null ? new Certificate[0] : certificates) {
            if (certificate instanceof X509Certificate x509) {
                chain.add(x509);
            }
        }
        return List.copyOf(chain);
    }
}
