package io.juvloop.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/// Reads certificates, revocation lists and private keys from PEM files. Keys have every form that programs write:
/// PKCS#8, plain and encrypted, and the forms from before, PKCS#1 of RSA and SEC1 of elliptic curves.
///
/// The message of an error has the file, the block that is there and the block that is wanted, and never a byte of a
/// key.
///
/// Any thread. Stateless.
final class Pem {
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final Set<String> CERTIFICATES = Set.of(CERTIFICATE, "X509 CERTIFICATE");
    private static final String CRL = "X509 CRL";
    private static final String KEY = "PRIVATE KEY";
    private static final String ENCRYPTED_KEY = "ENCRYPTED PRIVATE KEY";
    private static final String RSA_KEY = "RSA PRIVATE KEY";
    private static final String EC_KEY = "EC PRIVATE KEY";
    private static final String EC_PARAMETERS = "EC PARAMETERS";
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private Pem() {}

    /// All certificates of a file, in their order.
    ///
    /// @throws IOException if it has none, or one that is broken
    static List<X509Certificate> certificates(Path file) throws IOException {
        List<PemBlock> blocks = PemBlock.read(file);
        List<X509Certificate> found = new ArrayList<>();
        for (PemBlock block : blocks) {
            if (CERTIFICATES.contains(block.label())) {
                found.add(certificate(block));
            }
        }
        if (found.isEmpty()) {
            throw new IOException(PemBlock.found(file, blocks) + ", but a " + CERTIFICATE + " is wanted");
        }
        return found;
    }

    private static X509Certificate certificate(PemBlock block) throws IOException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.bytes()));
        } catch (CertificateException broken) {
            throw new IOException("the block " + block + " is no certificate", broken);
        }
    }

    /// All revocation lists of a file, in their order.
    ///
    /// @throws IOException if it has none, or one that is broken
    static List<X509CRL> revocationLists(Path file) throws IOException {
        List<PemBlock> blocks = PemBlock.read(file);
        List<X509CRL> found = new ArrayList<>();
        for (PemBlock block : blocks) {
            if (block.label().equals(CRL)) {
                found.add(revocationList(block));
            }
        }
        if (found.isEmpty()) {
            throw new IOException(PemBlock.found(file, blocks) + ", but an " + CRL + " is wanted");
        }
        return found;
    }

    private static X509CRL revocationList(PemBlock block) throws IOException {
        try {
            return (X509CRL)
                    CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(block.bytes()));
        } catch (GeneralSecurityException broken) {
            throw new IOException("the block " + block + " is no revocation list", broken);
        }
    }

    /// The first private key of a file.
    ///
    /// @param password of an encrypted one; null if it has none
    /// @throws IOException if it has none, or one that cannot be read
    static PrivateKey key(Path file, char @Nullable [] password) throws IOException {
        List<PemBlock> blocks = PemBlock.read(file);
        byte[] curve = null;
        for (PemBlock block : blocks) {
            if (block.isOldEncrypted()) {
                throw new IOException("the block " + block + " is encrypted in the way from before PKCS#8; an "
                        + ENCRYPTED_KEY + " is wanted: openssl pkcs8 -topk8 -in FILE -out FILE");
            }
            switch (block.label()) {
                case EC_PARAMETERS -> curve = Der.isObjectId(block.bytes()) ? block.bytes() : null;
                case KEY -> {
                    return pkcs8(block, block.bytes());
                }
                case RSA_KEY -> {
                    return pkcs8(block, Der.ofPkcs1(block.bytes()));
                }
                case EC_KEY -> {
                    return pkcs8(block, sec1(block, curve));
                }
                case ENCRYPTED_KEY -> {
                    return decrypted(block, password);
                }
                default -> {}
            }
        }
        throw new IOException(PemBlock.found(file, blocks) + ", but a " + KEY + " is wanted");
    }

    private static byte[] sec1(PemBlock block, byte @Nullable [] curve) throws IOException {
        byte[] framed;
        try {
            framed = Der.ofSec1(block.bytes(), curve);
        } catch (IllegalArgumentException broken) {
            throw new IOException("the block " + block + " is no private key", broken);
        }
        if (framed == null) {
            throw new IOException(
                    "the block " + block + " does not name its curve, and no " + EC_PARAMETERS + " before it does");
        }
        return framed;
    }

    private static PrivateKey pkcs8(PemBlock block, byte[] encoded) throws IOException {
        for (String algorithm : ALGORITHMS) {
            PrivateKey key = keyOf(algorithm, encoded);
            if (key != null) {
                return key;
            }
        }
        throw new IOException("the block " + block + " is no private key of RSA, EC, Ed25519 or Ed448");
    }

    private static @Nullable PrivateKey keyOf(String algorithm, byte[] encoded) throws IOException {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException other) {
            return null; // another algorithm's, or broken
        } catch (GeneralSecurityException missing) {
            throw new IOException("the JDK has no keys of " + algorithm, missing);
        }
    }

    private static PrivateKey decrypted(PemBlock block, char @Nullable [] password) throws IOException {
        if (password == null) {
            throw new IOException("the block " + block + " needs a password");
        }
        byte[] key;
        try {
            key = Pbes2.isOf(block.bytes())
                    ? Pbes2.decrypt(block.bytes(), password)
                    : decryptedBeforePbes2(block.bytes(), password);
        } catch (NoSuchAlgorithmException unknown) {
            throw new IOException(
                    "the block " + block + " is encrypted in a way that is not known here; PBES2 with PBKDF2 is wanted:"
                            + " openssl pkcs8 -topk8 -in FILE -out FILE",
                    unknown);
        } catch (GeneralSecurityException wrong) {
            throw new IOException("the block " + block + " cannot be decrypted with this password", wrong);
        } catch (IOException | RuntimeException broken) {
            throw new IOException("the block " + block + " is no encrypted private key", broken);
        }
        return pkcs8(block, key);
    }

    private static byte[] decryptedBeforePbes2(byte[] bytes, char[] password)
            throws IOException, GeneralSecurityException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(bytes);
        PBEKeySpec spec = new PBEKeySpec(password);
        try {
            SecretKey secret = SecretKeyFactory.getInstance(info.getAlgName()).generateSecret(spec);
            Cipher cipher = Cipher.getInstance(info.getAlgName());
            cipher.init(Cipher.DECRYPT_MODE, secret, info.getAlgParameters());
            return info.getKeySpec(cipher).getEncoded();
        } finally {
            spec.clearPassword();
        }
    }
}
