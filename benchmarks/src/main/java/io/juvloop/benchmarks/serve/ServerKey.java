package io.juvloop.benchmarks.serve;

import io.juvloop.benchmarks.process.Shell;
import io.juvloop.tls.TlsCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// The key of all servers of a run over TLS, on the curve P-256, and a certificate that it has signed itself: two
/// files in PEM, at the same place below the folder in which every server is started.
public final class ServerKey {
    /// The file with the certificate.
    public static final String CERTIFICATE = "benchmarks/target/tls/certificate.pem";

    /// The file with the key, PKCS#8.
    public static final String KEY = "benchmarks/target/tls/key.pem";

    private static final String ALIAS = "server";
    private static final int LINE = 64;

    private ServerKey() {}

    /// Makes the key and both files.
    ///
    /// @param root the folder that their paths are relative to
    public static void make(Path root) throws IOException {
        Path folder = Files.createDirectories(root.resolve(KEY).getParent());
        Path file = Files.createTempDirectory("server-key").resolve("keys.p12");
        String password = UUID.randomUUID().toString();
        try {
            String keytool =
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
            Shell.run(
                    folder,
                    (keytool + " -genkeypair -alias " + ALIAS + " -keyalg EC -groupname secp256r1 -dname CN=localhost"
                                    + " -sigalg SHA256withECDSA -ext SAN=dns:localhost,ip:127.0.0.1 -validity 30"
                                    + " -storetype PKCS12 -keystore " + file + " -storepass " + password)
                            .split(" ", -1));
            write(root, load(file, password.toCharArray()), password.toCharArray());
        } catch (GeneralSecurityException broken) {
            throw new IOException("keytool made no key", broken);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(file.getParent());
        }
    }

    private static KeyStore load(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(file)) {
            store.load(input, password);
        }
        return store;
    }

    private static void write(Path root, KeyStore store, char[] password) throws IOException, GeneralSecurityException {
        Files.writeString(
                root.resolve(CERTIFICATE),
                pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()));
        Files.writeString(
                root.resolve(KEY),
                pem("PRIVATE KEY", store.getKey(ALIAS, password).getEncoded()));
    }

    private static String pem(String label, byte[] content) {
        Base64.Encoder lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + label + "-----\n" + lines.encodeToString(content) + "\n-----END " + label + "-----\n";
    }

    /// The key, as juvloop takes it.
    ///
    /// @param root the folder in which it was made
    static TlsCredentials credentials(Path root) throws IOException {
        return TlsCredentials.ofPem(root.resolve(CERTIFICATE), root.resolve(KEY));
    }

    private static Certificate certificate(Path root) throws IOException, GeneralSecurityException {
        try (InputStream input = Files.newInputStream(root.resolve(CERTIFICATE))) {
            return CertificateFactory.getInstance("X.509").generateCertificate(input);
        }
    }

    private static PrivateKey key(Path root) throws IOException, GeneralSecurityException {
        String base64 = Files.readAllLines(root.resolve(KEY)).stream()
                .filter(line -> !line.startsWith("-"))
                .collect(Collectors.joining());
        byte[] content = Base64.getDecoder().decode(base64);
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(content));
    }

    /// A context of the JDK's with the key, for servers that are written with nothing else.
    ///
    /// @param root the folder in which it was made
    public static SSLContext context(Path root) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            char[] password = new char[0];
            store.setKeyEntry(ALIAS, key(root), password, new Certificate[] {certificate(root)});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IOException("the JDK takes no such key", broken);
        }
    }
}
