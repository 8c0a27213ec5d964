package io.juvloop.postgres.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Certificates for the servers and their clients, by an authority of the tests' own: made by the JDK's keytool,
/// once a month.
///
/// The server's is for `localhost`, and not for 127.0.0.1.
///
/// Any thread. Immutable.
public final class Certificates {
    private static final String STORE = "store.p12";
    private static final String PASSWORD = "changeit";
    private static final String DAYS = "3650";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private static @Nullable Certificates shared;

    private final Path folder;
    private final KeyStore store;

    private Certificates(Path folder, KeyStore store) {
        this.folder = folder;
        this.store = store;
    }

    /// One key with its certificate.
    ///
    /// @param chainPem the certificate
    /// @param keyPem the key, in PKCS#8
    public record Pair(String chainPem, String keyPem) {}

    /// The certificates of this machine.
    public static synchronized Certificates shared() {
        Certificates made = shared;
        if (made == null) {
            made = make();
            shared = made;
        }
        return made;
    }

    private static Certificates make() {
        try {
            Path folder = Place.reachable().resolve("certificates-" + YearMonth.now(ZoneOffset.UTC));
            if (!Files.isDirectory(folder)) {
                generate(folder);
            }
            return new Certificates(folder, store(folder.resolve(STORE)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static KeyStore store(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Beside its place first, because another process may do the same.
    private static void generate(Path folder) throws IOException {
        Path beside = Files.createTempDirectory(folder.getParent(), "making-");
        Path store = beside.resolve(STORE);
        keytool(beside, store, "authority", null, "-dname", "CN=juvloop test authority", "-ext", "bc:c=ca:true");
        keytool(beside, store, "server", "authority", "-dname", "CN=server", "-ext", "san=dns:localhost");
        keytool(beside, store, "client", "authority", "-dname", "CN=cert_user");
        keytool(beside, store, "stranger", null, "-dname", "CN=stranger", "-ext", "bc:c=ca:true");
        Certificates made = new Certificates(beside, store(store));
        made.writeFiles();
        made.revoke("revoked.crl", made.serverSerial());
        made.revoke("empty.crl", "1");
        try {
            Files.move(beside, folder);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException other) {
            Os.delete(beside);
        }
    }

    private String serverSerial() {
        try {
            return ((X509Certificate) store.getCertificate("server"))
                    .getSerialNumber()
                    .toString();
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// A list of revoked certificates, which is valid for 90 days.
    private void revoke(String name, String serial) {
        String file = folder.resolve(name).toString();
        Os.run(
                folder,
                null,
                command(folder.resolve(STORE), "-gencrl", "-alias", "authority", "-id", serial, "-rfc", "-file", file));
    }

    private static void keytool(Path folder, Path store, String alias, @Nullable String signer, String... more) {
        List<String> words = new ArrayList<>(
                List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1", "-validity", DAYS));
        if (signer != null) {
            words.addAll(List.of("-signer", signer));
        }
        words.addAll(List.of(more));
        Os.run(folder, null, command(store, words.toArray(String[]::new)));
    }

    private static ProcessBuilder command(Path store, String... words) {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        all.addAll(List.of(words));
        all.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        return new ProcessBuilder(all).redirectErrorStream(true);
    }

    private void writeFiles() throws IOException {
        write("root.crt", authorityPem());
        write("client.crt", pair("client").chainPem());
        write("client.key", pair("client").keyPem());
        write("stranger.crt", pem("CERTIFICATE", encoded("stranger")));
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content);
        Os.setMode(file, "rw-------");
    }

    private Pair pair(String alias) {
        try {
            byte[] key = store.getKey(alias, PASSWORD.toCharArray()).getEncoded();
            return new Pair(pem("CERTIFICATE", encoded(alias)), pem("PRIVATE KEY", key));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private byte[] encoded(String alias) {
        try {
            Certificate certificate = store.getCertificate(alias);
            return certificate.getEncoded();
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(content) + "\n-----END " + label + "-----\n";
    }

    /// The server's key and certificate.
    public Pair server() {
        return pair("server");
    }

    /// The authority's certificate.
    public String authorityPem() {
        return pem("CERTIFICATE", encoded("authority"));
    }

    /// One of the files `root.crt`, `client.crt`, `client.key`, `stranger.crt` (an authority that has signed
    /// nothing), `revoked.crl` (which revokes the server's certificate) and `empty.crl` (which does not).
    public Path file(String name) {
        return folder.resolve(name);
    }
}
