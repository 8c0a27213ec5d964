package io.juvloop.examples;

import io.juvloop.tls.TlsCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.UUID;

/// A key and a certificate that vouches for itself, made by the JDK's `keytool`: to try things out, as no program
/// has a reason to trust it.
///
/// Any thread.
final class SelfSigned {
    private SelfSigned() {}

    /// Makes credentials of `localhost`, which are nowhere but in this process afterwards.
    static TlsCredentials credentials() throws IOException {
        Path folder = Files.createTempDirectory("self-signed");
        Path file = folder.resolve("keys.p12");
        String password = UUID.randomUUID().toString();
        try {
            run(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "own",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "SAN=dns:localhost,ip:127.0.0.1",
                    "-validity",
                    "30",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    password));
            return load(file, password.toCharArray());
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), Charset.defaultCharset());
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool failed: " + said.strip());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    private static TlsCredentials load(Path file, char[] password) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(input, password);
            return TlsCredentials.of(store, password);
        } catch (GeneralSecurityException broken) {
            throw new IOException("keytool made no key", broken);
        }
    }
}
