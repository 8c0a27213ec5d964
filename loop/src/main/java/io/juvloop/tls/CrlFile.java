package io.juvloop.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.List;

/// Reads a file of revocation lists that is in PEM or in DER, whichever its first bytes show.
///
/// Any thread. Stateless.
final class CrlFile {
    private CrlFile() {}

    /// All revocation lists of a file, in their order.
    ///
    /// @throws IOException if it has none, or one that is broken
    static List<X509CRL> read(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        return Der.isLongSequence(content) ? ofDer(file, content) : Pem.revocationLists(file);
    }

    private static List<X509CRL> ofDer(Path file, byte[] content) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(content);
        List<X509CRL> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            do {
                found.add((X509CRL) factory.generateCRL(in));
            } while (in.available() > 0);
        } catch (GeneralSecurityException broken) {
            throw new IOException(file + " is no revocation list in DER", broken);
        }
        return found;
    }
}
