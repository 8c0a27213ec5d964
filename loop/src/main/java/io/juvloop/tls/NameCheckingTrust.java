package io.juvloop.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// A trust manager that knows nothing of names, with the JDK's check of them besides. JSSE adds that to such a
/// manager for its own engines; those of another provider, as Conscrypt's, would check no name.
///
/// The JDK's manager that trusts the peer's certificate itself does the check, and has nothing else to do.
///
/// Any thread. Immutable.
final class NameCheckingTrust extends X509ExtendedTrustManager {
    private final X509TrustManager manager;

    NameCheckingTrust(X509TrustManager manager) {
        this.manager = manager;
    }

    private static X509ExtendedTrustManager checkOf(X509Certificate[] chain) throws CertificateException {
        try {
            return (X509ExtendedTrustManager) TlsTrust.of(chain[0]).manager(null);
        } catch (GeneralSecurityException impossible) {
            throw new CertificateException("names cannot be checked", impossible);
        }
    }

    private static boolean isWanted(@Nullable String algorithm) {
        return algorithm != null && !algorithm.isEmpty();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        manager.checkServerTrusted(chain, authType);
        if (engine == null || isWanted(engine.getSSLParameters().getEndpointIdentificationAlgorithm())) {
            checkOf(chain).checkServerTrusted(chain, authType, engine);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        manager.checkServerTrusted(chain, authType);
        checkOf(chain).checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        manager.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        manager.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        manager.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        manager.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return manager.getAcceptedIssuers();
    }
}
