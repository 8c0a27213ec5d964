package io.juvloop.tls;

import java.security.cert.X509CRL;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/// Which certificates a revocation list speaks of: those of an issuer, by one of its keys, or a part of them. A list
/// replaces an older one of the same scope.
///
/// Any thread. Immutable. See [RFC 5280](https://www.rfc-editor.org/rfc/rfc5280#section-5.2).
///
/// @param issuer of the certificates and the list
/// @param extensions that bound it, in hexadecimal digits, empty for one that is not there
record CrlScope(X500Principal issuer, List<String> extensions) {
    private static final String AUTHORITY_KEY = "2.5.29.35";
    private static final String DISTRIBUTION_POINT = "2.5.29.28";
    private static final String DELTA = "2.5.29.27";

    static CrlScope of(X509CRL list) {
        List<String> extensions = Stream.of(AUTHORITY_KEY, DISTRIBUTION_POINT, DELTA)
                .map(list::getExtensionValue)
                .map(value -> value == null ? "" : HexFormat.of().formatHex(value))
                .toList();
        return new CrlScope(list.getIssuerX500Principal(), extensions);
    }
}
