package io.juvloop.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// The JDK's own sockets as a peer, which trust the test's authority.
///
/// Any thread.
final class JdkPeer {
    private JdkPeer() {}

    static SSLContext context() {
        try {
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            anchors.setCertificateEntry("authority", Issuer.TRUSTED.certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(anchors);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// A client over a socket that is connected.
    static SSLSocket over(Socket raw, int port) throws IOException {
        return (SSLSocket) context().getSocketFactory().createSocket(raw, "localhost", port, true);
    }
}
