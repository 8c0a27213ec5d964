package io.juvloop.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A private key and the certificates of its owner, by which a server or a client identifies itself; what Python loads
/// by `load_cert_chain`.
///
/// Any thread. Immutable. The key is checked to fit the first certificate, and is shown nowhere.
public final class TlsCredentials {
    private final List<X509Certificate> chain;
    private final PrivateKey key;
    private final @Nullable ReadFiles source;
    private final char @Nullable [] password;

    private TlsCredentials(
            List<X509Certificate> chain, PrivateKey key, @Nullable ReadFiles source, char @Nullable [] password) {
        this.chain = List.copyOf(chain);
        this.key = key;
        this.source = source;
        this.password = password == null ? null : password.clone();
    }

    /// Reads PEM files, see [#ofPem(Path, Path, char...)].
    ///
    /// @param chain the certificates, the key's own first
    /// @param key the private key; may be the same file
    /// @return the credentials
    /// @throws IOException if a file cannot be read, has not what is wanted, or the key is another certificate's
    public static TlsCredentials ofPem(Path chain, Path key) throws IOException {
        return read(chain, key, null);
    }

    /// Reads PEM files: certificates, and a key in PKCS#8, plain or encrypted, PKCS#1 or SEC1.
    ///
    /// @param chain the certificates, the key's own first and then those that lead to a trusted one
    /// @param key the private key; may be the same file
    /// @param password of the key
    /// @return the credentials
    /// @throws IOException if a file cannot be read, has not what is wanted, or the key is another certificate's
    public static TlsCredentials ofPem(Path chain, Path key, char... password) throws IOException {
        return read(chain, key, Objects.requireNonNull(password, "the password is null"));
    }

    private static TlsCredentials read(Path chain, Path key, char @Nullable [] password) throws IOException {
        ReadFiles source = ReadFiles.now(List.of(chain, key));
        List<X509Certificate> certificates = Pem.certificates(chain);
        PrivateKey secret = Pem.key(key, password);
        if (!fits(secret, certificates.getFirst())) {
            throw new IOException("the private key of " + key + " is not the one of the first certificate of " + chain);
        }
        return new TlsCredentials(certificates, secret, source, password);
    }

    /// Takes the only private key of a key store.
    ///
    /// @param store that has been loaded
    /// @param password of the key
    /// @return the credentials
    /// @throws IllegalArgumentException if there is not exactly one key, the password is wrong, or it has no
    ///     certificates
    public static TlsCredentials of(KeyStore store, char... password) {
        try {
            List<String> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    keys.add(alias);
                }
            }
            if (keys.size() != 1) {
                throw new IllegalArgumentException("the key store has " + keys.size() + " keys, not one: " + keys);
            }
            return of(store, keys.getFirst(), password);
        } catch (KeyStoreException notLoaded) {
            throw new IllegalArgumentException("the key store was not loaded", notLoaded);
        }
    }

    private static TlsCredentials of(KeyStore store, String alias, char[] password) throws KeyStoreException {
        Key key;
        try {
            key = store.getKey(alias, password);
        } catch (GeneralSecurityException wrong) {
            throw new IllegalArgumentException("the key " + alias + " cannot be had with this password", wrong);
        }
        Certificate[] chain = store.getCertificateChain(alias);
        if (!(key instanceof PrivateKey secret) || chain == null) {
            throw new IllegalArgumentException("the key " + alias + " is no private key with certificates");
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (Certificate certificate : chain) {
            certificates.add((X509Certificate) certificate);
        }
        return of(secret, certificates.toArray(X509Certificate[]::new));
    }

    /// Takes a key and its certificates.
    ///
    /// @param key the private key
    /// @param chain the certificates, the key's own first
    /// @return the credentials
    /// @throws IllegalArgumentException if there is no certificate, or the key is another certificate's
    public static TlsCredentials of(PrivateKey key, X509Certificate... chain) {
        Objects.requireNonNull(key, "the private key is null");
        if (chain.length == 0) {
            throw new IllegalArgumentException("a private key needs a certificate");
        }
        if (!fits(key, chain[0])) {
            throw new IllegalArgumentException(
                    "the private key is not the one of the certificate of " + chain[0].getSubjectX500Principal());
        }
        return new TlsCredentials(List.of(chain), key, null, null);
    }

    /// Whether the certificate verifies what the key signs. A key in hardware may not sign here, and is accepted.
    private static boolean fits(PrivateKey key, X509Certificate certificate) {
        if (key instanceof RSAKey rsa && certificate.getPublicKey() instanceof RSAKey its) {
            return rsa.getModulus().equals(its.getModulus());
        }
        String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : key.getAlgorithm();
        if (!isSameKind(key, certificate)) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(certificate.getSignature());
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(certificate.getSignature());
            return signature.verify(signed);
        } catch (GeneralSecurityException unknown) {
            return key.getEncoded() == null;
        }
    }

    private static boolean isSameKind(PrivateKey key, X509Certificate certificate) {
        String mine = key.getAlgorithm();
        String its = certificate.getPublicKey().getAlgorithm();
        return mine.equals(its) || (mine.startsWith("Ed") && its.startsWith("Ed"));
    }

    /// The certificates.
    ///
    /// @return the key's own first
    public List<X509Certificate> chain() {
        return chain;
    }

    PrivateKey key() {
        return key;
    }

    /// The files that they were read from; null for none.
    @Nullable
    ReadFiles source() {
        return source;
    }

    /// Reads the files again, if there are any.
    ///
    /// @throws IOException as when they were read first
    TlsCredentials reread() throws IOException {
        return source == null
                ? this
                : read(source.files().getFirst(), source.files().getLast(), password);
    }

    @Override
    public String toString() {
        return "credentials of " + chain.getFirst().getSubjectX500Principal();
    }
}
