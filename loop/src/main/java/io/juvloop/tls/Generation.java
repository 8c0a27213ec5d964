package io.juvloop.tls;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// What a [TlsContext] is at a time: the JDK's context with its sessions, and what is set on each engine. A reload
/// makes another; connections keep theirs as long as they live.
///
/// Any thread. Immutable.
final class Generation {
    private final SSLContext context;
    private final @Nullable SSLParameters given;
    private final TlsOptions options;
    private final String[] cipherSuites;

    private Generation(SSLContext context, @Nullable SSLParameters given, TlsOptions options) {
        this.context = context;
        this.given = given;
        this.options = options;
        this.cipherSuites = cipherSuites();
    }

    /// A context of the JDK's, whose trust and keys are its own.
    static Generation of(SSLContext context, @Nullable SSLParameters parameters) {
        TlsOptions options = TlsOptions.DEFAULT;
        SSLParameters own = new SSLParameters();
        if (parameters != null) {
            copy(parameters, own);
            own.setEndpointIdentificationAlgorithm(parameters.getEndpointIdentificationAlgorithm());
            options = options.withHostCheck(parameters.getEndpointIdentificationAlgorithm() != null);
        }
        return new Generation(context, own, options);
    }

    /// A context made of options.
    ///
    /// @throws IllegalArgumentException if the JDK does not know a version, suite, group or key of the options
    static Generation of(TlsOptions options) {
        try {
            SSLContext context = newContext(options.provider().orElse(null));
            KeyManager[] keys = options.credentials().stream().map(OwnKey::new).toArray(KeyManager[]::new);
            context.init(keys, new TrustManager[] {trust(options)}, null);
            bound(context.getServerSessionContext(), options);
            bound(context.getClientSessionContext(), options);
            Generation made = new Generation(context, null, options);
            made.check();
            return made;
        } catch (GeneralSecurityException failure) {
            throw new IllegalArgumentException("no TLS can be had with " + options, failure);
        }
    }

    private static TrustManager trust(TlsOptions options) throws GeneralSecurityException {
        TrustManager manager = options.trust().manager(options.crl().orElse(null));
        boolean knowsNames = manager instanceof X509ExtendedTrustManager
                || options.provider().isEmpty();
        return !knowsNames && manager instanceof X509TrustManager plain ? new NameCheckingTrust(plain) : manager;
    }

    private static SSLContext newContext(@Nullable Provider provider) throws NoSuchAlgorithmException {
        return provider == null ? SSLContext.getInstance("TLS") : SSLContext.getInstance("TLS", provider);
    }

    /// The JDK's own bounds, 20480 sessions and a day, have been found to fill the memory of servers.
    private static void bound(SSLSessionContext sessions, TlsOptions options) {
        sessions.setSessionCacheSize(options.sessions());
        sessions.setSessionTimeout((int) options.sessionLifetime().toSeconds());
    }

    /// Makes an engine, which refuses now what it would refuse at each connection. Groups that it does not know it
    /// would leave out.
    private void check() {
        serverEngine();
        if (options.groups().isEmpty() || options.provider().isPresent()) {
            return;
        }
        String[] known = context.createSSLEngine().getSSLParameters().getNamedGroups();
        if (known == null) {
            return;
        }
        List<String> unknown = new ArrayList<>(options.groups());
        unknown.removeAll(List.of(known));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "the JDK has no groups " + unknown + "; it has " + String.join(", ", known));
        }
    }

    TlsOptions options() {
        return options;
    }

    SSLEngine clientEngine(String serverName, int port) {
        boolean named = !serverName.isEmpty();
        SSLEngine engine =
                named ? context.createSSLEngine(HostName.withoutLastDot(serverName), port) : context.createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = parameters(engine);
        if (named && options.isHostCheck()) {
            parameters.setEndpointIdentificationAlgorithm(checkOfNames());
        }
        if (named && !HostName.isAddress(serverName)) {
            parameters.setServerNames(List.of(new SNIHostName(HostName.withoutLastDot(serverName))));
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /// The rules by which a certificate is for a name, as JSSE calls them.
    private String checkOfNames() {
        String chosen = given == null ? null : given.getEndpointIdentificationAlgorithm();
        return chosen == null ? "HTTPS" : chosen;
    }

    SSLEngine serverEngine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = parameters(engine);
        switch (options.clientAuth()) {
            case NONE -> {}
            case WANTED -> parameters.setWantClientAuth(true);
            case NEEDED -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    private SSLParameters parameters(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        SSLParameters foreign = given;
        if (foreign != null) {
            copy(foreign, parameters);
            return parameters;
        }
        parameters.setProtocols(options.protocols().toArray(String[]::new));
        parameters.setCipherSuites(cipherSuites);
        if (!options.groups().isEmpty()) {
            parameters.setNamedGroups(options.groups().toArray(String[]::new));
        }
        if (!options.alpn().isEmpty()) {
            parameters.setApplicationProtocols(options.alpn().toArray(String[]::new));
        }
        return parameters;
    }

    /// Copies the parameters that were set, and leaves the others as they are.
    private static void copy(SSLParameters from, SSLParameters to) {
        ifSet(from.getProtocols(), to::setProtocols);
        ifSet(from.getCipherSuites(), to::setCipherSuites);
        ifSet(from.getNamedGroups(), to::setNamedGroups);
        ifSet(from.getSignatureSchemes(), to::setSignatureSchemes);
        ifSet(from.getAlgorithmConstraints(), to::setAlgorithmConstraints);
        ifSet(from.getServerNames(), to::setServerNames);
        ifSet(from.getSNIMatchers(), to::setSNIMatchers);
        if (from.getApplicationProtocols().length > 0) {
            to.setApplicationProtocols(from.getApplicationProtocols());
        }
        if (from.getNeedClientAuth()) {
            to.setNeedClientAuth(true);
        } else if (from.getWantClientAuth()) {
            to.setWantClientAuth(true);
        }
        to.setUseCipherSuitesOrder(from.getUseCipherSuitesOrder());
        if (from.getMaximumPacketSize() > 0) {
            to.setMaximumPacketSize(from.getMaximumPacketSize());
        }
    }

    private static <T> void ifSet(@Nullable T value, Consumer<? super T> set) {
        if (value != null) {
            set.accept(value);
        }
    }

    /// The suites of the options, or those of the JDK's default that have forward secrecy and authenticate what they
    /// encrypt.
    private String[] cipherSuites() {
        return options.cipherSuites().isEmpty()
                ? Arrays.stream(context.getDefaultSSLParameters().getCipherSuites())
                        .filter(Generation::isModern)
                        .toArray(String[]::new)
                : options.cipherSuites().toArray(String[]::new);
    }

    private static boolean isModern(String suite) {
        boolean isSealed = suite.contains("_GCM_") || suite.contains("_CHACHA20_");
        return isSealed && (suite.startsWith("TLS_ECDHE_") || !suite.contains("_WITH_"));
    }
}
