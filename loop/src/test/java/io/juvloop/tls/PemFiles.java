package io.juvloop.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;

/// A server's certificate and key, and what else a context reads, as PEM files in a folder.
///
/// Any thread.
record PemFiles(Path folder) {
    /// A key with its certificate.
    record Identity(KeyPair keys, X509Certificate certificate) {
        /// A server on 127.0.0.1 that the tests trust.
        static Identity ofServer(String algorithm) {
            KeyPair keys = Issuer.newKeys(algorithm);
            Duration day = Duration.ofDays(1);
            return new Identity(
                    keys, Issuer.TRUSTED.issue(keys, Issuer.SERVER_USE, day.negated(), day, "localhost", "127.0.0.1"));
        }
    }

    Path chain() {
        return folder.resolve("chain.pem");
    }

    Path key() {
        return folder.resolve("key.pem");
    }

    /// Writes both.
    PemFiles write(Identity identity) throws IOException {
        writeChain(identity);
        writeKey(identity);
        return this;
    }

    void writeChain(Identity identity) throws IOException {
        write(chain(), pem(identity.certificate()));
    }

    void writeKey(Identity identity) throws IOException {
        write(key(), pem("PRIVATE KEY", identity.keys().getPrivate().getEncoded()));
    }

    Path write(String name, String text) throws IOException {
        return write(folder.resolve(name), text);
    }

    /// In one step, as a program does that has readers in mind.
    private Path write(Path file, String text) throws IOException {
        Path fresh = Files.writeString(folder.resolve("fresh"), text);
        return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /// The certificate of the authority that the tests trust.
    Path authority() throws IOException {
        return write("authority.pem", pem(Issuer.TRUSTED.certificate()));
    }

    static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String pem(X509CRL list) {
        try {
            return pem("X509 CRL", list.getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
    }
}
