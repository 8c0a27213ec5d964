package io.juvloop.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;

/// Issues certificates, as an authority of the test's own.
///
/// Any thread.
final class Issuer {
    private static final AtomicLong SERIAL = new AtomicLong(System.currentTimeMillis());
    private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";

    /// The one that most tests trust, and another that they do not.
    static final Issuer TRUSTED = new Issuer("CN=juvloop test authority");

    static final Issuer STRANGER = new Issuer("CN=stranger");

    static final String SERVER_USE = "1.3.6.1.5.5.7.3.1";
    static final String CLIENT_USE = "1.3.6.1.5.5.7.3.2";

    private final X500Principal name;
    private final KeyPair keys = newKeys("EC");
    private final X509Certificate certificate;

    Issuer(String name) {
        this.name = new X500Principal(name);
        byte[] constraints = sequence(new byte[] {1, 1, (byte) 0xff});
        certificate = sign(
                this.name,
                keys,
                Instant.now().minus(Duration.ofDays(1)),
                Instant.now().plus(Duration.ofDays(1)),
                extension("2.5.29.19", constraints));
    }

    X509Certificate certificate() {
        return certificate;
    }

    /// Credentials of a server of these names, which may be addresses of IPv4.
    TlsCredentials server(String... names) {
        return issue("EC", SERVER_USE, Duration.ofDays(-1), Duration.ofDays(1), names);
    }

    /// Credentials of a client.
    TlsCredentials client(String name) {
        return issue("EC", CLIENT_USE, Duration.ofDays(-1), Duration.ofDays(1), name);
    }

    /// Credentials that are valid from a time to a time, from now.
    TlsCredentials issue(String algorithm, String use, Duration from, Duration to, String... names) {
        KeyPair own = newKeys(algorithm);
        return TlsCredentials.of(own.getPrivate(), issue(own, use, from, to, names), certificate);
    }

    X509Certificate issue(KeyPair own, String use, Duration from, Duration to, String... names) {
        ByteArrayOutputStream alternatives = new ByteArrayOutputStream();
        for (String each : names) {
            alternatives.writeBytes(each.matches("[0-9.]+") ? value(0x87, address(each)) : value(0x82, ascii(each)));
        }
        return sign(
                new X500Principal("CN=" + names[0]),
                own,
                Instant.now().plus(from),
                Instant.now().plus(to),
                extension("2.5.29.17", sequence(alternatives.toByteArray())),
                extension("2.5.29.37", sequence(objectId(use))));
    }

    /// A revocation list that is valid until then, from now.
    X509CRL revocationList(Duration until, X509Certificate... revoked) {
        return revocationList(Instant.now().minus(Duration.ofDays(2)), until, revoked);
    }

    /// A list of revoked certificates.
    ///
    /// @param since when it was made
    /// @param until from now, when the next one is due
    X509CRL revocationList(Instant since, Duration until, X509Certificate... revoked) {
        byte[] algorithm = sequence(objectId(ECDSA_SHA256));
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        byte[] now = time(since);
        for (X509Certificate each : revoked) {
            entries.writeBytes(sequence(value(2, each.getSerialNumber().toByteArray()), now));
        }
        byte[] list = entries.size() == 0 ? new byte[0] : sequence(entries.toByteArray());
        byte[] next = time(Instant.now().plus(until));
        byte[] toBeSigned = sequence(new byte[] {2, 1, 1}, algorithm, name.getEncoded(), now, next, list);
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509")
                    .generateCRL(new ByteArrayInputStream(signed(toBeSigned, algorithm)));
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }

    private byte[] signed(byte[] toBeSigned, byte[] algorithm) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        PrivateKey signer = keys.getPrivate();
        signature.initSign(signer);
        signature.update(toBeSigned);
        return sequence(toBeSigned, algorithm, value(3, join(new byte[1], signature.sign())));
    }

    static KeyPair newKeys(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else if (algorithm.equals("RSA")) {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private X509Certificate sign(X500Principal subject, KeyPair own, Instant from, Instant to, byte[]... extensions) {
        byte[] algorithm = sequence(objectId(ECDSA_SHA256));
        byte[] toBeSigned = sequence(
                value(0xa0, new byte[] {2, 1, 2}),
                value(2, BigInteger.valueOf(SERIAL.incrementAndGet()).toByteArray()),
                algorithm,
                name.getEncoded(),
                sequence(time(from), time(to)),
                subject.getEncoded(),
                own.getPublic().getEncoded(),
                value(0xa3, sequence(extensions)));
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(signed(toBeSigned, algorithm)));
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }

    private static byte[] extension(String id, byte[] content) {
        return sequence(objectId(id), value(4, content));
    }

    private static byte[] time(Instant when) {
        String text = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(when);
        return value(0x18, ascii(text));
    }

    private static byte[] address(String text) {
        List<String> parts = List.of(text.split("\\.", -1));
        byte[] bytes = new byte[parts.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts.get(i));
        }
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] objectId(String dotted) {
        String[] parts = dotted.split("\\.", -1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Integer.parseInt(parts[0]) * 40 + Integer.parseInt(parts[1]));
        for (int i = 2; i < parts.length; i++) {
            long arc = Long.parseLong(parts[i]);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arc >> shift != 0) {
                    out.write((int) ((arc >> shift) & 0x7f) | 0x80);
                }
            }
            out.write((int) arc & 0x7f);
        }
        return value(6, out.toByteArray());
    }

    private static byte[] sequence(byte[]... parts) {
        return value(0x30, join(parts));
    }

    private static byte[] value(int tag, byte[] content) {
        return join(new byte[] {(byte) tag}, length(content.length), content);
    }

    private static byte[] length(int length) {
        if (length < 128) {
            return new byte[] {(byte) length};
        }
        return length < 256
                ? new byte[] {(byte) 0x81, (byte) length}
                : new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
