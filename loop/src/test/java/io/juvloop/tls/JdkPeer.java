package io.juvloop.tls;

import io.juvloop.tls.PemFiles.Identity;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
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

    /// A server's, whose key manager is the JDK's.
    static SSLContext serving(Identity identity) {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            X509Certificate[] chain = {identity.certificate()};
            keys.setKeyEntry("own", identity.keys().getPrivate(), new char[0], chain);
            KeyManagerFactory own = KeyManagerFactory.getInstance("SunX509");
            own.init(keys, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), null, null);
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
