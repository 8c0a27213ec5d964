package io.juvloop.postgres.internal.connect;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Which servers are believed: by the JDK's check of certificates against root certificates and lists of revoked
/// ones, or every one, as libpq does without a root certificate.
///
/// The check of the host's name is the JDK's too, and a failure says for which names the certificate is. Called by
/// threads that may block. Immutable.
final class ServerTrust extends X509ExtendedTrustManager {
    private final @Nullable X509ExtendedTrustManager checks;

    private ServerTrust(@Nullable X509ExtendedTrustManager checks) {
        this.checks = checks;
    }

    /// Believes every server. The connection is encrypted, but to whomever.
    static ServerTrust unchecked() {
        return new ServerTrust(null);
    }

    /// Believes whom the JDK believes.
    static ServerTrust system() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init((KeyStore) null);
        return of(factory);
    }

    /// Believes whom root certificates vouch for, and no list has revoked.
    ///
    /// @param roots a file of PEM
    /// @param lists files of PEM or DER; none for no check of revocation
    static ServerTrust of(Path roots, List<Path> lists) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate each : read(roots)) {
            store.setCertificateEntry("root " + number, each);
            number++;
        }
        if (number == 0) {
            throw new IOException("no certificate is in " + roots);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        if (lists.isEmpty()) {
            factory.init(store);
        } else {
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(store, new X509CertSelector());
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(revocations(lists))));
            parameters.setRevocationEnabled(true);
            factory.init(new CertPathTrustManagerParameters(parameters));
        }
        return of(factory);
    }

    private static Collection<? extends Certificate> read(Path file) throws GeneralSecurityException, IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    /// As libpq does, from PEM or DER; [io.juvloop.tls.TlsCrl] takes PEM only.
    private static Collection<CRL> revocations(List<Path> files) throws GeneralSecurityException, IOException {
        Collection<CRL> all = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                all.addAll(CertificateFactory.getInstance("X.509").generateCRLs(in));
            }
        }
        return all;
    }

    private static ServerTrust of(TrustManagerFactory factory) {
        for (TrustManager each : factory.getTrustManagers()) {
            if (each instanceof X509ExtendedTrustManager extended) {
                return new ServerTrust(extended);
            }
        }
        throw new IllegalStateException("the JDK has no trust manager that checks names");
    }

    // --- Checking

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        X509ExtendedTrustManager manager = checks;
        if (manager == null) {
            return;
        }
        try {
            manager.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException refused) {
            throw new CertificateException(
                    "the certificate, which is for " + names(chain[0]) + ", is not accepted for " + engine.getPeerHost()
                            + ": " + refused.getMessage(),
                    refused);
        }
    }

    private static String names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            for (List<?> each : alternatives == null ? List.<List<?>>of() : alternatives) {
                names.add(String.valueOf(each.get(1)));
            }
        } catch (CertificateException broken) {
            names.add("names that cannot be read");
        }
        return names.isEmpty() ? certificate.getSubjectX500Principal().toString() : String.join(", ", names);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw onlyEngines();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw onlyEngines();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw onlyEngines();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw onlyEngines();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw onlyEngines();
    }

    private static CertificateException onlyEngines() {
        return new CertificateException("only servers are checked, for an engine");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        X509ExtendedTrustManager manager = checks;
        return manager == null ? new X509Certificate[0] : manager.getAcceptedIssuers();
    }
}
