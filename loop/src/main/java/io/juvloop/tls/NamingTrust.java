package io.juvloop.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// The JDK's trust manager, whose message for a certificate of another name has the names of the certificate as well.
/// It takes the word of another provider's engine for a key exchange that says nothing of the certificate, as in TLS
/// 1.3, for the JDK's own.
///
/// Any thread. Immutable.
final class NamingTrust extends X509ExtendedTrustManager {
    private static final String CONSCRYPTS_UNKNOWN = "GENERIC";
    private static final String UNKNOWN = "UNKNOWN";
    private static final int DNS_NAME = 2;
    private static final int ADDRESS = 7;

    private final X509ExtendedTrustManager manager;

    NamingTrust(X509ExtendedTrustManager manager) {
        this.manager = manager;
    }

    private static String known(String authType) {
        return authType.equals(CONSCRYPTS_UNKNOWN) ? UNKNOWN : authType;
    }

    private interface Check {
        void run() throws CertificateException;
    }

    private static void check(X509Certificate[] chain, Check check) throws CertificateException {
        try {
            check.run();
        } catch (CertificateException refused) {
            throw isOfAnotherName(refused)
                    ? new CertificateException(withoutDot(refused) + "; it is for " + names(chain[0]), refused)
                    : refused;
        }
    }

    /// The JDK's check of names has no exception class of its own, and its messages begin with "No name" or "No
    /// subject alternative".
    private static boolean isOfAnotherName(CertificateException refused) {
        String message = refused.getMessage();
        return refused.getClass() == CertificateException.class
                && message != null
                && (message.startsWith("No name") || message.startsWith("No subject alternative"));
    }

    private static String withoutDot(CertificateException refused) {
        String message = String.valueOf(refused.getMessage());
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static String names(X509Certificate certificate) throws CertificateParsingException {
        List<String> names = new ArrayList<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> alternative : alternatives) {
                if (alternative.getFirst() instanceof Integer kind && (kind == DNS_NAME || kind == ADDRESS)) {
                    names.add(String.valueOf(alternative.get(1)));
                }
            }
        }
        return names.isEmpty() ? certificate.getSubjectX500Principal().getName() : String.join(", ", names);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        manager.checkClientTrusted(chain, known(authType));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        manager.checkServerTrusted(chain, known(authType));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        manager.checkClientTrusted(chain, known(authType), socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        check(chain, () -> manager.checkServerTrusted(chain, known(authType), socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        manager.checkClientTrusted(chain, known(authType), engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain, () -> manager.checkServerTrusted(chain, known(authType), engine));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return manager.getAcceptedIssuers();
    }
}
