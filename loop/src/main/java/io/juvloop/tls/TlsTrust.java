package io.juvloop.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// The certificates that are trusted; what Python loads by `load_verify_locations`.
///
/// Any thread. Immutable. A client checks besides that the certificate is for the server's name, see
/// [TlsOptions#isHostCheck].
public final class TlsTrust {
    private static final int SHA_256_BYTES = 32;
    private static final TlsTrust SYSTEM = new TlsTrust("the system's", null, true, null);

    private final String what;
    private final @Nullable X509TrustManager manager;
    private final boolean ofAnchors;
    private final @Nullable ReadFiles source;

    /// @param manager null for the system's, which is made at its first use
    /// @param ofAnchors whether the manager trusts certificates and those they vouch for, and nothing else
    /// @param source the files of these certificates; null for none
    private TlsTrust(String what, @Nullable X509TrustManager manager, boolean ofAnchors, @Nullable ReadFiles source) {
        this.what = what;
        this.manager = manager;
        this.ofAnchors = ofAnchors;
        this.source = source;
    }

    /// The certificates that the JDK trusts: its file `cacerts`, or the one that `javax.net.ssl.trustStore` names.
    ///
    /// @return the trust
    public static TlsTrust system() {
        return SYSTEM;
    }

    /// The certificates of PEM files.
    ///
    /// @param files each with one certificate or more
    /// @return the trust in them and in the certificates that they vouch for
    /// @throws IOException if a file cannot be read or has none
    public static TlsTrust ofPem(Path... files) throws IOException {
        return read(List.of(files));
    }

    private static TlsTrust read(List<Path> files) throws IOException {
        ReadFiles source = ReadFiles.now(files);
        List<X509Certificate> anchors = new ArrayList<>();
        for (Path file : files) {
            anchors.addAll(Pem.certificates(file));
        }
        return of(anchors, source);
    }

    /// Certificates.
    ///
    /// @param anchors one or more
    /// @return the trust in them and in the certificates that they vouch for
    /// @throws IllegalArgumentException for none
    public static TlsTrust of(X509Certificate... anchors) {
        return of(List.of(anchors), null);
    }

    private static TlsTrust of(List<X509Certificate> anchors, @Nullable ReadFiles source) {
        if (anchors.isEmpty()) {
            throw new IllegalArgumentException("trust needs a certificate");
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < anchors.size(); i++) {
                store.setCertificateEntry("anchor " + i, anchors.get(i));
            }
            return new TlsTrust(anchors.size() + " certificates", managerOf(store), true, source);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("a key store cannot be made", impossible);
        }
    }

    /// The certificates of a key store.
    ///
    /// @param store that has been loaded
    /// @return the trust in them and in the certificates that they vouch for
    /// @throws IllegalArgumentException if it was not loaded
    public static TlsTrust of(KeyStore store) {
        try {
            if (store.size() == 0) {
                throw new IllegalArgumentException("trust needs a certificate, and the key store is empty");
            }
            return new TlsTrust("a key store", managerOf(store), true, null);
        } catch (GeneralSecurityException notLoaded) {
            throw new IllegalArgumentException("the key store cannot be used", notLoaded);
        }
    }

    /// The certificates that a trust manager accepts. It is called on a thread of the loop's executor, and may block.
    ///
    /// @param manager JSSE's
    /// @return the trust
    public static TlsTrust of(X509TrustManager manager) {
        Objects.requireNonNull(manager, "the trust manager is null");
        return new TlsTrust("a trust manager", manager, false, null);
    }

    /// Certificates by their fingerprints, whichever authority has issued them.
    ///
    /// @param sha256 the SHA-256 of the peer's own certificate, in hexadecimal digits, with colons or without; one
    ///     or more
    /// @return the trust in these alone
    /// @throws IllegalArgumentException for none, or one that is not 32 bytes
    public static TlsTrust pinned(String... sha256) {
        if (sha256.length == 0) {
            throw new IllegalArgumentException("pinning needs a fingerprint");
        }
        List<byte[]> pins = Arrays.stream(sha256).map(TlsTrust::fingerprint).toList();
        return new TlsTrust(sha256.length + " pins", new PinnedTrust(pins), false, null);
    }

    private static byte[] fingerprint(String text) {
        String digits = text.replace(":", "").toLowerCase(Locale.ROOT);
        try {
            byte[] pin = HexFormat.of().parseHex(digits);
            if (pin.length == SHA_256_BYTES) {
                return pin;
            }
        } catch (IllegalArgumentException notHex) {
            throw new IllegalArgumentException("a fingerprint is hexadecimal, not " + text, notHex);
        }
        throw new IllegalArgumentException("a SHA-256 has " + SHA_256_BYTES + " bytes, not as " + text);
    }

    /// Every peer: the connection is encrypted, but its peer may be anyone. Logged once. For tests.
    ///
    /// @return no check at all, of names neither
    public static TlsTrust anyone() {
        return new TlsTrust("anyone", AnyoneTrust.said(), false, null);
    }

    private static X509TrustManager managerOf(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    /// For JSSE. The system's is made at its first use, because that takes a while.
    ///
    /// @param revoked the revocation lists; null for none
    /// @throws IllegalArgumentException for lists with a trust that is none in certificates
    TrustManager manager(@Nullable TlsCrl revoked) throws GeneralSecurityException {
        X509TrustManager made = manager == null ? managerOf(null) : manager;
        if (revoked != null) {
            if (!ofAnchors) {
                throw new IllegalArgumentException("revocation lists need a trust in certificates, not in " + what);
            }
            made = managerOf(made.getAcceptedIssuers(), revoked);
        }
        return ofAnchors && made instanceof X509ExtendedTrustManager extended ? new NamingTrust(extended) : made;
    }

    /// A manager that trusts no certificate of which no list says whether it was revoked. It looks at these lists
    /// alone, and fetches none.
    private static X509TrustManager managerOf(X509Certificate[] anchors, TlsCrl revoked)
            throws GeneralSecurityException {
        Set<TrustAnchor> trusted = new HashSet<>();
        for (X509Certificate anchor : anchors) {
            trusted.add(new TrustAnchor(anchor, null));
        }
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, null);
        parameters.setRevocationEnabled(true);
        parameters.addCertStore(revoked.store());
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    /// The files that it was read from; null for none.
    @Nullable
    ReadFiles source() {
        return source;
    }

    /// Reads the files again, if there are any.
    ///
    /// @throws IOException as when they were read first
    TlsTrust reread() throws IOException {
        return source == null ? this : read(source.files());
    }

    @Override
    public String toString() {
        return "trust in " + what;
    }
}
