package io.juvloop.postgres.internal.connect;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The data of channel binding `tls-server-end-point`: the hash of the server's certificate, by the hash of its own
/// signature, or SHA-256 where that is MD5 or SHA-1.
///
/// A signature that names no hash, as those of Ed25519, gives none; then there is nothing to bind to, and nothing is
/// made up. Any thread. Stateless. See [RFC 5929](https://www.rfc-editor.org/rfc/rfc5929#section-4).
final class EndPoint {
    private EndPoint() {}

    /// The hash of a certificate.
    ///
    /// @return null if there is none
    static byte @Nullable [] of(X509Certificate certificate) {
        String hash = hashName(certificate);
        if (hash == null) {
            return null;
        }
        try {
            return MessageDigest.getInstance(hash).digest(certificate.getEncoded());
        } catch (GeneralSecurityException unknown) {
            return null;
        }
    }

    private static @Nullable String hashName(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (algorithm.equals("RSASSA-PSS")) {
            return standard(pssHash(certificate));
        }
        int with = algorithm.indexOf("WITH");
        return with < 0 ? null : standard(algorithm.substring(0, with));
    }

    private static String pssHash(X509Certificate certificate) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(certificate.getSigAlgParams());
            return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
        } catch (GeneralSecurityException | IOException broken) {
            return "";
        }
    }

    private static @Nullable String standard(String name) {
        return switch (name.toUpperCase(Locale.ROOT).replace("-", "")) {
            case "MD5", "SHA1", "SHA256" -> "SHA-256";
            case "SHA224" -> "SHA-224";
            case "SHA384" -> "SHA-384";
            case "SHA512" -> "SHA-512";
            default -> null;
        };
    }
}
