package io.juvloop.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Gives JSSE the one key that there is. The JDK's own managers choose among several, and the one of kind PKIX checks
/// the certificates of each of its keys anew in every handshake.
///
/// Any thread. Immutable.
final class OwnKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "own";

    private final X509Certificate[] chain;
    private final PrivateKey key;

    OwnKey(TlsCredentials credentials) {
        this.chain = credentials.chain().toArray(X509Certificate[]::new);
        this.key = credentials.key();
    }

    /// Whether the key is of a kind, as JSSE calls it: the algorithm, and for old suites what has signed it.
    private boolean isOfKind(String keyType) {
        int end = keyType.indexOf('_');
        String algorithm = end < 0 ? keyType : keyType.substring(0, end);
        String own = chain[0].getPublicKey().getAlgorithm();
        return algorithm.equals(own) || (algorithm.startsWith("Ed") && own.startsWith("Ed"));
    }

    private @Nullable String alias(String keyType) {
        return isOfKind(keyType) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias(keyType);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return Arrays.stream(keyTypes).anyMatch(this::isOfKind) && isIssuedBy(issuers) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineClientAlias(keyTypes, issuers, null);
    }

    /// Whether the chain leads to one of the issuers that a server has named.
    private boolean isIssuedBy(Principal @Nullable [] issuers) {
        if (issuers == null || issuers.length == 0) {
            return true;
        }
        List<Principal> wanted = List.of(issuers);
        return Arrays.stream(chain).anyMatch(link -> wanted.contains(link.getIssuerX500Principal()));
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return isOfKind(keyType) ? new String[] {ALIAS} : null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return getServerAliases(keyType, issuers);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return ALIAS.equals(alias) ? chain.clone() : null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return ALIAS.equals(alias) ? key : null;
    }
}
