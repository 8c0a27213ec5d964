package io.juvloop.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whose certificates are believed; what Python loads by `load_verify_locations`.
///
/// Any thread. Immutable. Whether the certificate is for the right name is asked besides, see
/// [TlsOptions#isHostCheck].
public final class TlsTrust {
    private static final int SHA_256_BYTES = 32;
    private static final TlsTrust SYSTEM = new TlsTrust("the system's", null);

    private final String what;
    private final @Nullable TrustManager manager;

    private TlsTrust(String what, @Nullable TrustManager manager) {
        this.what = what;
        this.manager = manager;
    }

    /// The certificates that the JDK believes: its file `cacerts`, or what `javax.net.ssl.trustStore` names.
    ///
    /// @return the trust
    public static TlsTrust system() {
        return SYSTEM;
    }

    /// The certificates of PEM files.
    ///
    /// @param files each with one certificate or more
    /// @return the trust in them and in whom they vouch for
    /// @throws IOException if a file cannot be read or has none
    public static TlsTrust ofPem(Path... files) throws IOException {
        List<X509Certificate> anchors = new ArrayList<>();
        for (Path file : files) {
            anchors.addAll(Pem.certificates(file));
        }
        return of(anchors.toArray(X509Certificate[]::new));
    }

    /// Certificates.
    ///
    /// @param anchors one or more
    /// @return the trust in them and in whom they vouch for
    /// @throws IllegalArgumentException for none
    public static TlsTrust of(X509Certificate... anchors) {
        if (anchors.length == 0) {
            throw new IllegalArgumentException("trust needs a certificate");
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < anchors.length; i++) {
                store.setCertificateEntry("anchor " + i, anchors[i]);
            }
            return new TlsTrust(anchors.length + " certificates", managerOf(store));
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("a key store cannot be made", impossible);
        }
    }

    /// The certificates of a key store.
    ///
    /// @param store that has been loaded
    /// @return the trust in them and in whom they vouch for
    /// @throws IllegalArgumentException if it was not loaded
    public static TlsTrust of(KeyStore store) {
        try {
            if (store.size() == 0) {
                throw new IllegalArgumentException("trust needs a certificate, and the key store is empty");
            }
            return new TlsTrust("a key store", managerOf(store));
        } catch (GeneralSecurityException notLoaded) {
            throw new IllegalArgumentException("the key store cannot be used", notLoaded);
        }
    }

    /// What a trust manager believes. It is asked on a thread of the loop's executor, and may block.
    ///
    /// @param manager JSSE's
    /// @return the trust
    public static TlsTrust of(X509TrustManager manager) {
        return new TlsTrust("a trust manager", Objects.requireNonNull(manager, "the trust manager is null"));
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
        return new TlsTrust(sha256.length + " pins", new PinnedTrust(pins));
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
        return new TlsTrust("anyone", AnyoneTrust.said());
    }

    private static TrustManager managerOf(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory.getTrustManagers()[0];
    }

    /// For JSSE. The system's is made when it is wanted, as it takes a while.
    TrustManager manager() throws GeneralSecurityException {
        TrustManager made = manager;
        return made == null ? managerOf(null) : made;
    }

    @Override
    public String toString() {
        return "trust in " + what;
    }
}
