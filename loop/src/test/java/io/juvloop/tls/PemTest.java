package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.EventLoop;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Reaped;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Case 5: the forms of PEM that users have, and what is said of those that cannot be read.
@LoopTest
class PemTest {
    private static final char[] PASSWORD = "secret".toCharArray();

    @TempDir
    private Path folder;

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\r\n"
                + Base64.getMimeEncoder().encodeToString(bytes)
                + "\r\n-----END " + label + "-----\r\n";
    }

    private Path file(String name, String... parts) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("", parts));
    }

    private static X509Certificate certificate(KeyPair keys) {
        return Issuer.TRUSTED.issue(
                keys, Issuer.SERVER_USE, Duration.ofDays(-1), Duration.ofDays(1), "localhost", "127.0.0.1");
    }

    private static void openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            assumeTrue(false, "openssl is not installed here");
            throw missing;
        }
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(Reaped.exit(process)).as(said).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, plain",
        "RSA, encrypted",
        "RSA, encrypted before PBES2",
        "RSA, encrypted by des3",
        "EC, encrypted by aes192",
        "EC, encrypted by aes128",
        "EC, encrypted with hmacWithSHA512",
        "RSA, encrypted with hmacWithSHA1",
        "RSA, encrypted by openssl genrsa",
        "RSA, old",
        "EC, plain",
        "EC, encrypted",
        "EC, old",
        "EC, parameters",
        "Ed25519, plain",
        "Ed25519, encrypted",
        "RSA, one file",
        "EC, unix lines"
    })
    void aServerHasItsKeyInEveryForm(String algorithm, String form, EventLoop loop) throws Exception {
        KeyPair keys = Issuer.newKeys(algorithm);
        Path plain = file(
                "plain.pem", "some text\n", pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        Path chain = file(
                "chain.pem",
                "subject: me\r\n",
                pem("CERTIFICATE", certificate(keys).getEncoded()),
                pem("CERTIFICATE", Issuer.TRUSTED.certificate().getEncoded()));
        Path key = folder.resolve("key.pem");
        TlsCredentials credentials = switch (form) {
            case "plain" -> TlsCredentials.ofPem(chain, plain);
            case "unix lines" -> {
                Files.writeString(key, Files.readString(plain).replace("\r", ""));
                yield TlsCredentials.ofPem(chain, key);
            }
            case "one file" -> {
                Files.writeString(key, Files.readString(plain) + Files.readString(chain));
                yield TlsCredentials.ofPem(key, key);
            }
            case "encrypted" -> {
                openssl("pkcs8", "-topk8", "-in", plain.toString(), "-out", key.toString(), "-passout", "pass:secret");
                yield TlsCredentials.ofPem(chain, key, PASSWORD);
            }
            case "encrypted before PBES2" -> {
                openssl(
                        "pkcs8",
                        "-topk8",
                        "-v1",
                        "PBE-SHA1-3DES",
                        "-in",
                        plain.toString(),
                        "-out",
                        key.toString(),
                        "-passout",
                        "pass:secret");
                yield TlsCredentials.ofPem(chain, key, PASSWORD);
            }
            case "encrypted by des3", "encrypted by aes192", "encrypted by aes128" ->
                encrypted(plain, chain, "-v2", form);
            case "encrypted with hmacWithSHA512", "encrypted with hmacWithSHA1" ->
                encrypted(plain, chain, "-v2prf", form);
            case "encrypted by openssl genrsa" -> {
                openssl("rsa", "-des3", "-in", plain.toString(), "-out", key.toString(), "-passout", "pass:secret");
                yield TlsCredentials.ofPem(chain, key, PASSWORD);
            }
            case "parameters" -> {
                openssl("ec", "-in", plain.toString(), "-out", key.toString());
                Path named = folder.resolve("named.pem");
                openssl("ecparam", "-name", "prime256v1", "-out", named.toString());
                Files.writeString(key, Files.readString(named) + Files.readString(key));
                yield TlsCredentials.ofPem(chain, key);
            }
            default -> {
                String command = algorithm.equals("EC") ? "ec" : "rsa";
                openssl(
                        algorithm.equals("EC")
                                ? new String[] {command, "-in", plain.toString(), "-out", key.toString()}
                                : new String[] {command, "-in", plain.toString(), "-traditional", "-out", key.toString()
                                });
                assertThat(Files.readString(key)).contains("BEGIN " + algorithm + " PRIVATE KEY");
                yield TlsCredentials.ofPem(chain, key);
            }
        };
        TlsContext context = TlsContext.server(TlsOptions.DEFAULT.withCredentials(credentials));
        Path authority = file(
                "authority.pem", pem("CERTIFICATE", Issuer.TRUSTED.certificate().getEncoded()));
        TlsContext client = TlsContext.client(TlsOptions.DEFAULT.withTrust(TlsTrust.ofPem(authority)));
        try (var serving = Serving.tcp(
                loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, ServerOptions.DEFAULT.withTls(context))) {
            loop.runUntilComplete(loop.createConnection(
                            RecordingProtocol::new,
                            "127.0.0.1",
                            serving.port(),
                            io.juvloop.ConnectOptions.DEFAULT.withTls(client)))
                    .transport()
                    .abort();
        }
    }

    /// @param form ends with the value of the option
    private TlsCredentials encrypted(Path plain, Path chain, String option, String form) throws Exception {
        Path key = folder.resolve("key.pem");
        openssl(
                "pkcs8",
                "-topk8",
                option,
                form.substring(form.lastIndexOf(' ') + 1),
                "-in",
                plain.toString(),
                "-out",
                key.toString(),
                "-passout",
                "pass:secret");
        assertThat(Files.readString(key)).contains("BEGIN ENCRYPTED PRIVATE KEY");
        return TlsCredentials.ofPem(chain, key, PASSWORD);
    }

    @Test
    void whatIsWrongIsSaidWithFileAndBlocksAndNoKey() throws Exception {
        KeyPair keys = Issuer.newKeys("EC");
        String secret = pem("PRIVATE KEY", keys.getPrivate().getEncoded());
        String body = secret.lines().skip(1).findFirst().orElseThrow().strip();
        Path key = file("key.pem", secret);
        Path chain = file("chain.pem", pem("CERTIFICATE", certificate(keys).getEncoded()));
        Path other = file(
                "other.pem",
                pem("CERTIFICATE", certificate(Issuer.newKeys("EC")).getEncoded()));

        refused(body, () -> TlsCredentials.ofPem(key, key), key, "has PRIVATE KEY", "CERTIFICATE is wanted");
        refused(body, () -> TlsCredentials.ofPem(chain, chain), chain, "has CERTIFICATE", "PRIVATE KEY is wanted");
        refused(body, () -> TlsCredentials.ofPem(other, key), key, "is not the one of the first certificate");
        Path none = file("none.pem", "no PEM here\n");
        refused(body, () -> TlsCredentials.ofPem(none, key), none, "has no PEM block", "CERTIFICATE is wanted");
        Path cut = file("cut.pem", secret.substring(0, secret.length() - 30));
        refused(body, () -> TlsCredentials.ofPem(chain, cut), cut, "ends inside the block PRIVATE KEY");
        Path broken = file("broken.pem", pem("PRIVATE KEY", new byte[] {1, 2, 3}));
        refused(body, () -> TlsCredentials.ofPem(chain, broken), broken, "is no private key");
        Path sec1 = file("sec1.pem", pem("EC PRIVATE KEY", new byte[] {0x30, 0x7f, 1}));
        refused(body, () -> TlsCredentials.ofPem(chain, sec1), sec1, "is no private key");
        Path encrypted = file("encrypted.pem", pem("ENCRYPTED PRIVATE KEY", new byte[] {0x30, 0x7f, 1}));
        refused(
                body,
                () -> TlsCredentials.ofPem(chain, encrypted, PASSWORD),
                encrypted,
                "ENCRYPTED PRIVATE KEY of",
                "is no encrypted private key");
        Path rsa = file("rsa.pem", pem("RSA PRIVATE KEY", new byte[] {0x30, 0x7f, 1}));
        refused(body, () -> TlsCredentials.ofPem(chain, rsa), rsa, "RSA PRIVATE KEY of", "is no private key");
        Path certificate = file("certificate.pem", pem("CERTIFICATE", new byte[] {0x30, 0x7f, 1}));
        refused(body, () -> TlsCredentials.ofPem(certificate, key), certificate, "CERTIFICATE of", "is no certificate");
        Path text = file("text.pem", "-----BEGIN CERTIFICATE-----\n%%%=%\n-----END CERTIFICATE-----\n");
        refused(body, () -> TlsCredentials.ofPem(text, key), text, "CERTIFICATE of");
        Path old = file("old.pem", """
            -----BEGIN RSA PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-128-CBC,00

            AAAA
            -----END RSA PRIVATE KEY-----
            """);
        refused(body, () -> TlsCredentials.ofPem(chain, old), old, "before PKCS#8", "ENCRYPTED PRIVATE KEY is wanted");
        assertThatThrownBy(() -> TlsTrust.ofPem(key)).hasMessageContaining("CERTIFICATE is wanted");
    }

    private static void refused(
            String body, org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Path file, String... words) {
        assertThatThrownBy(call)
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(file.toString())
                .hasMessageContainingAll(words)
                .satisfies(thrown ->
                        assertThat(thrown.toString() + thrown.getCause()).doesNotContain(body));
    }

    @Test
    void anEncryptedKeyNeedsItsPassword() throws Exception {
        KeyPair keys = Issuer.newKeys("EC");
        Path plain = file("plain.pem", pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        Path chain = file("chain.pem", pem("CERTIFICATE", certificate(keys).getEncoded()));
        Path key = folder.resolve("key.pem");
        openssl("pkcs8", "-topk8", "-in", plain.toString(), "-out", key.toString(), "-passout", "pass:secret");

        assertThatThrownBy(() -> TlsCredentials.ofPem(chain, key)).hasMessageContaining("needs a password");
        assertThatThrownBy(() -> TlsCredentials.ofPem(chain, key, "wrong".toCharArray()))
                .hasMessageContaining("cannot be decrypted");
        Path other = folder.resolve("scrypt.pem");
        openssl(
                "pkcs8",
                "-topk8",
                "-scrypt",
                "-in",
                plain.toString(),
                "-out",
                other.toString(),
                "-passout",
                "pass:secret");
        assertThatThrownBy(() -> TlsCredentials.ofPem(chain, other, PASSWORD))
                .hasMessageContainingAll(other.toString(), "ENCRYPTED PRIVATE KEY", "PBES2 with PBKDF2 is wanted");
    }

    @Test
    void keyStoresAreReadToo() throws Exception {
        KeyPair keys = Issuer.newKeys("EC");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        assertThatThrownBy(() -> TlsCredentials.of(store, PASSWORD)).hasMessageContaining("has 0 keys");
        assertThatThrownBy(() -> TlsTrust.of(store)).hasMessageContaining("empty");
        store.setKeyEntry("me", keys.getPrivate(), PASSWORD, new X509Certificate[] {certificate(keys)});

        TlsCredentials credentials = TlsCredentials.of(store, PASSWORD);
        assertThat(credentials.chain()).hasSize(1);
        assertThat(credentials).hasToString("credentials of CN=localhost");
        assertThatThrownBy(() -> TlsCredentials.of(store, "wrong".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TlsCredentials.of(keys.getPrivate())).hasMessageContaining("needs a certificate");
        assertThatThrownBy(() -> TlsCredentials.of(
                        Issuer.newKeys("EC").getPrivate(), credentials.chain().toArray(X509Certificate[]::new)))
                .hasMessageContaining("is not the one");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pinsAreFingerprints(boolean right, EventLoop loop) throws Exception {
        byte[] digest = java.security.MessageDigest.getInstance("SHA-256")
                .digest(Contexts.SERVER.chain().getFirst().getEncoded());
        digest[0] = right ? digest[0] : (byte) ~digest[0];
        String pin = java.util.HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        TlsContext client = TlsContext.client(TlsOptions.DEFAULT.withTrust(TlsTrust.pinned(pin)));
        try (var serving =
                Serving.tcp(loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, Contexts.serving("TLSv1.3"))) {
            var connecting = loop.createConnection(
                    RecordingProtocol::new,
                    "127.0.0.1",
                    serving.port(),
                    io.juvloop.ConnectOptions.DEFAULT.withTls(client));
            if (right) {
                loop.runUntilComplete(connecting).transport().abort();
            } else {
                assertThatThrownBy(() -> loop.runUntilComplete(connecting))
                        .rootCause()
                        .hasMessageContaining("none of the pinned");
            }
        }
        assertThatThrownBy(TlsTrust::pinned).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TlsTrust.pinned("00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TlsTrust.pinned("xy")).isInstanceOf(IllegalArgumentException.class);
    }
}
