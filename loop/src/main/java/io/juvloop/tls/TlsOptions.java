package io.juvloop.tls;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import java.io.IOException;
import java.security.Provider;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a [TlsContext] is made of; what Python sets on an `ssl.SSLContext`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `TlsOptions.DEFAULT.withAlpn("h2", "http/1.1")`. See
/// [ssl.SSLContext](https://docs.python.org/3.13/library/ssl.html#ssl-contexts).
public final class TlsOptions {
    private static final int DEFAULT_SESSIONS = 1000;
    private static final int LONGEST_ALPN = 255;

    private static final Option<@Nullable TlsCredentials> CREDENTIALS = new Option<>("credentials", null);
    private static final Option<TlsTrust> TRUST = new Option<>("trust", TlsTrust.system());
    private static final Option<@Nullable TlsCrl> CRL = new Option<>("crl", null);
    private static final Option<ClientAuth> CLIENT_AUTH = new Option<>("clientAuth", ClientAuth.NONE);
    private static final Option<Boolean> HOST_CHECK = new Option<>("hostCheck", true);
    private static final Option<@Nullable Provider> PROVIDER = new Option<>("provider", null);
    private static final Option<Handshakes> HANDSHAKES = new Option<>("handshakes", Handshakes.OFF_LOOP);
    private static final Option<List<String>> PROTOCOLS = new Option<>("protocols", List.of("TLSv1.3", "TLSv1.2"));
    private static final Option<List<String>> CIPHER_SUITES = new Option<>("cipherSuites", List.of());
    private static final Option<List<String>> GROUPS = new Option<>("groups", List.of());
    private static final Option<List<String>> ALPN = new Option<>("alpn", List.of());
    private static final Option<Map<String, TlsContext>> SERVER_NAMES = new Option<>("serverNames", Map.of());
    private static final Option<@Nullable Function<ClientHello, CompletionStage<@Nullable TlsContext>>> SELECTOR =
            new Option<>("selector", null);
    private static final Option<Integer> SESSIONS = new Option<>("sessions", DEFAULT_SESSIONS);
    private static final Option<Duration> SESSION_LIFETIME = new Option<>("sessionLifetime", Duration.ofHours(1));
    private static final Option<Boolean> TRUNCATION_TOLERATED = new Option<>("truncationTolerated", false);

    /// TLS 1.3 and 1.2, the system's trust, the host's name checked, no credentials.
    public static final TlsOptions DEFAULT = new TlsOptions(Settings.INITIAL);

    private final Settings settings;

    private TlsOptions(Settings settings) {
        this.settings = settings;
    }

    // --- Identity and trust

    /// The key by which a server or a client identifies itself.
    ///
    /// @return the key and its certificates; empty for none, which a client may have
    public Optional<TlsCredentials> credentials() {
        return Optional.ofNullable(settings.get(CREDENTIALS));
    }

    /// The same with credentials. Python's `load_cert_chain`.
    ///
    /// @param credentials the key and its certificates; null for none
    /// @return new options
    public TlsOptions withCredentials(@Nullable TlsCredentials credentials) {
        return new TlsOptions(settings.with(CREDENTIALS, credentials));
    }

    /// The certificates that are trusted.
    ///
    /// @return the trust
    public TlsTrust trust() {
        return settings.get(TRUST);
    }

    /// The same with another trust. Python's `load_verify_locations`.
    ///
    /// @param trust the certificates that are trusted
    /// @return new options
    public TlsOptions withTrust(TlsTrust trust) {
        Objects.requireNonNull(trust, "the trust is null");
        return new TlsOptions(settings.with(TRUST, trust));
    }

    /// The certificates that are not trusted although they have not expired.
    ///
    /// @return the revocation lists; empty if none are looked at
    public Optional<TlsCrl> crl() {
        return Optional.ofNullable(settings.get(CRL));
    }

    /// The same with revocation lists. Every certificate of the peer's chain must then be of an issuer whose list is
    /// there and has not expired, and must not be on it; lists are not fetched. Python's `verify_flags` with
    /// `VERIFY_CRL_CHECK_CHAIN`.
    ///
    /// @param lists of all issuers of a chain, for a trust in certificates; null for none
    /// @return new options
    public TlsOptions withCrl(@Nullable TlsCrl lists) {
        return new TlsOptions(settings.with(CRL, lists));
    }

    /// Whether a server asks for certificates.
    ///
    /// @return none, wanted or needed
    public ClientAuth clientAuth() {
        return settings.get(CLIENT_AUTH);
    }

    /// The same, with a server that asks its clients for a certificate, or does not.
    ///
    /// @param clientAuth none, wanted or needed
    /// @return new options
    public TlsOptions withClientAuth(ClientAuth clientAuth) {
        Objects.requireNonNull(clientAuth, "the client authentication is null");
        return new TlsOptions(settings.with(CLIENT_AUTH, clientAuth));
    }

    /// Whether a client checks that the certificate is for the server's name.
    ///
    /// @return true by default
    public boolean isHostCheck() {
        return settings.get(HOST_CHECK);
    }

    /// The same with or without the check that the server's certificate is for its name. Python's `check_hostname`.
    ///
    /// @param on whether to check; without it, any owner of a trusted certificate can be the server
    /// @return new options
    public TlsOptions withHostCheck(boolean on) {
        return new TlsOptions(settings.with(HOST_CHECK, on));
    }

    // --- What is offered

    /// The versions of TLS.
    ///
    /// @return names such as `TLSv1.3`
    public List<String> protocols() {
        return settings.get(PROTOCOLS);
    }

    /// The same with other versions of TLS. Python's `minimum_version` and `maximum_version`.
    ///
    /// @param protocols `TLSv1.3`, `TLSv1.2` or both
    /// @return new options
    /// @throws IllegalArgumentException for none, or another version
    public TlsOptions withProtocols(String... protocols) {
        List<String> names = List.of(protocols);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no version of TLS is left");
        }
        for (String name : names) {
            if (!name.equals("TLSv1.3") && !name.equals("TLSv1.2")) {
                throw new IllegalArgumentException("a version is TLSv1.3 or TLSv1.2, not " + name);
            }
        }
        return new TlsOptions(settings.with(PROTOCOLS, names));
    }

    /// The cipher suites.
    ///
    /// @return the standard names, the best first; empty for the JDK's that have forward secrecy and authenticate
    ///     what they encrypt
    public List<String> cipherSuites() {
        return settings.get(CIPHER_SUITES);
    }

    /// The same with other cipher suites. Python's `set_ciphers`.
    ///
    /// @param suites the standard names, the best first; none for the default
    /// @return new options
    public TlsOptions withCipherSuites(String... suites) {
        return new TlsOptions(settings.with(CIPHER_SUITES, List.of(suites)));
    }

    /// The groups for the exchange of keys.
    ///
    /// @return the JDK's names, the best first; empty for its default
    public List<String> groups() {
        return settings.get(GROUPS);
    }

    /// The same with other groups for the exchange of keys. Python's `set_ecdh_curve`.
    ///
    /// @param groups the JDK's names such as `x25519`, the best first; none for the default
    /// @return new options
    public TlsOptions withGroups(String... groups) {
        return new TlsOptions(settings.with(GROUPS, List.of(groups)));
    }

    /// The application protocols.
    ///
    /// @return the names, the best first; empty if none is offered
    public List<String> alpn() {
        return settings.get(ALPN);
    }

    /// The same with application protocols, of which both sides agree on one: ALPN. Python's `set_alpn_protocols`.
    ///
    /// @param names such as `h2`, the best first; none for no such offer
    /// @return new options
    /// @throws IllegalArgumentException for a name that is empty or longer than 255 bytes
    public TlsOptions withAlpn(String... names) {
        List<String> list = List.of(names);
        for (String name : list) {
            if (name.isEmpty() || name.length() > LONGEST_ALPN) {
                throw new IllegalArgumentException(
                        "an application protocol has 1 to " + LONGEST_ALPN + " bytes: \"" + name + "\"");
            }
        }
        return new TlsOptions(settings.with(ALPN, list));
    }

    // --- What computes it, and where

    /// The provider of JSSE whose engine is used.
    ///
    /// @return the provider; empty for the JDK's default
    public Optional<Provider> provider() {
        return Optional.ofNullable(settings.get(PROVIDER));
    }

    /// The same with the engine of another provider, such as Conscrypt's, which computes in BoringSSL. It need not
    /// be registered. Credentials and trust stay as they are set here. What a provider's engine lacks, as [#groups]
    /// may be, is refused by [TlsContext] or by the provider.
    ///
    /// @param provider that has an `SSLContext` named `TLS`; null for the JDK's default
    /// @return new options
    public TlsOptions withProvider(@Nullable Provider provider) {
        return new TlsOptions(settings.with(PROVIDER, provider));
    }

    /// Where the long steps of handshakes run.
    ///
    /// @return off the loop's thread by default
    public Handshakes handshakes() {
        return settings.get(HANDSHAKES);
    }

    /// The same with the long steps of handshakes on the loop's thread, or off it.
    ///
    /// @param where they run
    /// @return new options
    public TlsOptions withHandshakes(Handshakes where) {
        Objects.requireNonNull(where, "the place of handshakes is null");
        return new TlsOptions(settings.with(HANDSHAKES, where));
    }

    // --- Which context a server takes

    /// The contexts by the name that a client asks for.
    ///
    /// @return by names in lower case
    public Map<String, TlsContext> serverNames() {
        return settings.get(SERVER_NAMES);
    }

    /// The same with contexts for the names that clients ask for: SNI. Each may have credentials, application
    /// protocols and trust of its own. A client that asks for another name, or for none, gets the context that has
    /// these options. Python's `sni_callback`.
    ///
    /// @param contexts by name, as `example.org`, or `*.example.org` for all names with one label more
    /// @return new options
    /// @throws IllegalArgumentException for an address, an empty name, a star elsewhere, or a context of clients
    public TlsOptions withServerNames(Map<String, TlsContext> contexts) {
        Map<String, TlsContext> byName = new HashMap<>();
        contexts.forEach((name, context) -> byName.put(checkedPattern(name), checkedContext(name, context)));
        return new TlsOptions(settings.with(SERVER_NAMES, Map.copyOf(byName)));
    }

    private static TlsContext checkedContext(String name, TlsContext context) {
        Objects.requireNonNull(context, "a context is null");
        if (!context.isForServers()) {
            throw new IllegalArgumentException("the context for " + name + " is for clients");
        }
        return context;
    }

    private static String checkedPattern(String pattern) {
        String name = pattern.startsWith("*.") ? pattern.substring(2) : pattern;
        if (name.isEmpty() || name.indexOf('*') >= 0 || HostName.isAddress(name)) {
            throw new IllegalArgumentException("a server name is a name or *.name, not \"" + pattern + "\"");
        }
        return pattern.toLowerCase(Locale.ROOT);
    }

    /// What chooses the context for a client.
    ///
    /// @return the function; empty for none
    public Optional<Function<ClientHello, CompletionStage<@Nullable TlsContext>>> selector() {
        return Optional.ofNullable(settings.get(SELECTOR));
    }

    /// The same with a function that chooses the context for a client, now or later, before the handshake begins.
    /// It is asked on the loop's thread, and before [#serverNames]. Its time is part of the handshake's.
    ///
    /// @param selector gives null for the names' choice; if it fails, the connection is closed; null for none
    /// @return new options
    public TlsOptions withSelector(@Nullable Function<ClientHello, CompletionStage<@Nullable TlsContext>> selector) {
        return new TlsOptions(settings.with(SELECTOR, selector));
    }

    // --- What outlasts a connection, and how one ends

    /// How many sessions are kept to be resumed.
    ///
    /// @return 1000 by default
    public int sessions() {
        return settings.get(SESSIONS);
    }

    /// How long a session may be resumed.
    ///
    /// @return an hour by default
    public Duration sessionLifetime() {
        return settings.get(SESSION_LIFETIME);
    }

    /// The same with other bounds for the sessions that are kept, so that a later handshake may resume one and be
    /// short.
    ///
    /// @param most how many, more than 0
    /// @param lifetime for how long, a second at least
    /// @return new options
    /// @throws IllegalArgumentException for less
    public TlsOptions withSessions(int most, Duration lifetime) {
        if (most <= 0 || lifetime.toSeconds() <= 0 || lifetime.toSeconds() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("sessions need a number and a lifetime, not " + most + ", " + lifetime);
        }
        return new TlsOptions(settings.with(SESSIONS, most).with(SESSION_LIFETIME, lifetime));
    }

    /// Whether a connection may end without TLS's own end.
    ///
    /// @return false by default
    public boolean isTruncationTolerated() {
        return settings.get(TRUNCATION_TOLERATED);
    }

    /// The same, where an end of the TCP stream without TLS's own end counts as an end of the stream, or as an
    /// error. A protocol that tolerates it must see from the data that they are complete, because anybody on the
    /// way can cut them off.
    ///
    /// @param on whether to tolerate it
    /// @return new options
    public TlsOptions withTruncationTolerated(boolean on) {
        return new TlsOptions(settings.with(TRUNCATION_TOLERATED, on));
    }

    // --- What was read from files

    /// Whether anything was read from files.
    boolean isOfFiles() {
        return !sources().isEmpty();
    }

    /// What the files had when they were read.
    String digestOfSources() {
        return sources().stream().map(ReadFiles::digest).collect(Collectors.joining(" "));
    }

    /// What the files have now.
    String digestNow() {
        return sources().stream()
                .map(source -> ReadFiles.digestOf(source.files()))
                .collect(Collectors.joining(" "));
    }

    private List<ReadFiles> sources() {
        return Stream.of(
                        credentials().map(TlsCredentials::source),
                        Optional.ofNullable(trust().source()),
                        crl().map(TlsCrl::source))
                .flatMap(Optional::stream)
                .toList();
    }

    /// The same with all that was read from files read again.
    ///
    /// @throws IOException as when it was read first
    TlsOptions reread() throws IOException {
        TlsCredentials own = settings.get(CREDENTIALS);
        TlsCrl lists = settings.get(CRL);
        return withCredentials(own == null ? null : own.reread())
                .withTrust(trust().reread())
                .withCrl(lists == null ? null : lists.reread());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TlsOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /// What differs from [#DEFAULT].
    @Override
    public String toString() {
        return "TlsOptions" + settings;
    }
}
