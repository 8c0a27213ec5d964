package io.juvloop.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509TrustManager;

/// Trusts the certificates whose fingerprints it has. Not an extended manager, so that JSSE checks names besides.
///
/// Any thread. Immutable.
final class PinnedTrust implements X509TrustManager {
    private final List<byte[]> pins;

    PinnedTrust(List<byte[]> pins) {
        this.pins = pins;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        byte[] fingerprint;
        try {
            fingerprint = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
        } catch (NoSuchAlgorithmException impossible) {
            throw new CertificateException("no SHA-256", impossible);
        }
        if (pins.stream().noneMatch(pin -> MessageDigest.isEqual(pin, fingerprint))) {
            throw new CertificateException("the certificate of " + chain[0].getSubjectX500Principal()
                    + " has none of the pinned fingerprints");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
