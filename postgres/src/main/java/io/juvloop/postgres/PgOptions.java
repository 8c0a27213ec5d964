package io.juvloop.postgres;

import io.juvloop.postgres.codec.Codec;
import io.juvloop.postgres.codec.JsonMapper;
import io.juvloop.postgres.internal.connect.Dsn;
import io.juvloop.postgres.internal.connect.Environment;
import io.juvloop.postgres.internal.connect.Keywords;
import io.juvloop.postgres.internal.options.Option;
import io.juvloop.postgres.internal.options.Settings;
import io.juvloop.tls.TlsContext;
import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How to connect, and how a connection behaves; asyncpg's keyword arguments of `connect`.
///
/// Two kinds of values: libpq's parameters, which a DSN, a service file and the environment can have too, and the
/// driver's own options. A parameter that is not set here is looked for in the service file, then in the
/// environment, for the password in `~/.pgpass`, and has libpq's default otherwise. A keyword that libpq does not
/// know is a setting of the server, as in asyncpg.
///
/// ```java
/// PgOptions options = PgOptions.of("postgresql://app@db1,db2/shop?target_session_attrs=primary")
///         .withCommandTimeout(Duration.ofSeconds(10));
/// ```
///
/// Any thread. Immutable. No password is in [#toString] or in a message. See
/// [asyncpg.connect](https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.connect) and
/// [libpq's keywords](https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS).
public final class PgOptions {
    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration DEFAULT_CANCEL_TIMEOUT = Duration.ofSeconds(5);

    private static final Option<@Nullable Supplier<? extends CompletionStage<String>>> PASSWORD_SUPPLIER =
            new Option<>("passwordSupplier", null);
    private static final Option<@Nullable TlsContext> TLS = new Option<>("tls", null);
    private static final Option<@Nullable Duration> COMMAND_TIMEOUT = new Option<>("commandTimeout", null);
    private static final Option<Duration> CANCEL_TIMEOUT = new Option<>("cancelTimeout", DEFAULT_CANCEL_TIMEOUT);
    private static final Option<StatementOptions> STATEMENTS = new Option<>("statements", StatementOptions.DEFAULT);
    private static final Option<Map<String, Codec<?>>> CODECS = new Option<>("codecs", Map.of());
    private static final Option<@Nullable JsonMapper> JSON = new Option<>("json", null);
    private static final Option<MethodHandles.@Nullable Lookup> LOOKUP = new Option<>("lookup", null);
    private static final Option<@Nullable Duration> HEARTBEAT = new Option<>("heartbeat", null);

    /// Everything from the environment, or libpq's defaults.
    public static final PgOptions DEFAULT = new PgOptions(new TreeMap<>(), Settings.INITIAL);

    private final SortedMap<String, String> parameters;
    private final Settings settings;

    private PgOptions(SortedMap<String, String> parameters, Settings settings) {
        this.parameters = parameters;
        this.settings = settings;
    }

    /// Reads a DSN: a URI such as `postgresql://user@host:5432/database?sslmode=require`, or `keyword=value` pairs,
    /// exactly as libpq does. asyncpg's `dsn=`.
    ///
    /// @param dsn the URI or the pairs
    /// @return the options that it gives
    /// @throws IllegalArgumentException for one that libpq would refuse, or a value that a parameter cannot have
    public static PgOptions of(String dsn) {
        return DEFAULT.withAll(Dsn.parse(Objects.requireNonNull(dsn, "the dsn is null")));
    }

    /// Reads libpq's environment variables now, such as `PGHOST`, to be seen or changed. Without this they are
    /// looked at when a connection is made.
    ///
    /// @return the options that they give
    /// @throws IllegalArgumentException for a value that a parameter cannot have
    public static PgOptions fromEnvironment() {
        return DEFAULT.withAll(Environment.system().parameters());
    }

    private PgOptions withAll(Map<String, String> values) {
        PgOptions all = this;
        for (Map.Entry<String, String> each : values.entrySet()) {
            all = all.withParameter(each.getKey(), each.getValue());
        }
        return all;
    }

    private <T extends @Nullable Object> PgOptions with(Option<T> option, T value) {
        return new PgOptions(parameters, settings.with(option, value));
    }

    // --- libpq's parameters

    /// The parameters that were set, by libpq's keywords, and settings of the server.
    ///
    /// @return all but passwords
    public Map<String, String> parameters() {
        SortedMap<String, String> shown = new TreeMap<>(parameters);
        shown.keySet().removeIf(Keywords::isSecret);
        return Collections.unmodifiableSortedMap(shown);
    }

    /// One of libpq's parameters, or a setting of the server.
    ///
    /// @param keyword such as `host` or `application_name`
    /// @return the value as it stands in a DSN; empty if it was not set
    public Optional<String> parameter(String keyword) {
        String name = Keywords.canonical(Objects.requireNonNull(keyword, "the keyword is null"));
        return Optional.ofNullable(parameters.get(name));
    }

    /// The same with another value of a parameter of libpq's, for those that have no method here, such as
    /// `sslrootcert`.
    ///
    /// @param keyword libpq's, or the name of a setting of the server
    /// @param value as in a DSN; null as if it had not been set
    /// @return new options
    /// @throws IllegalArgumentException for a value that the parameter cannot have, or a NUL
    public PgOptions withParameter(String keyword, @Nullable String value) {
        String name = Keywords.canonical(Objects.requireNonNull(keyword, "the keyword is null"));
        SortedMap<String, String> changed = new TreeMap<>(parameters);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, Keywords.checked(name, value));
        }
        return new PgOptions(changed, settings);
    }

    private Optional<String> given(String keyword) {
        return parameter(keyword).filter(value -> !value.isEmpty());
    }

    private <E extends Enum<E>> E constant(String keyword, Class<E> type, E byDefault) {
        return given(keyword)
                .map(word -> Keywords.constant(keyword, type, word))
                .orElse(byDefault);
    }

    private PgOptions withConstant(String keyword, Enum<?> value) {
        Objects.requireNonNull(value, keyword + " is null");
        return withParameter(keyword, Keywords.word(value));
    }

    // --- Who, and what

    /// The user of the database.
    ///
    /// @return empty for what the environment says, or the user of the operating system
    public Optional<String> user() {
        return given("user");
    }

    /// The same with another user. asyncpg's `user=`.
    ///
    /// @param user the name
    /// @return new options
    /// @throws IllegalArgumentException for a NUL
    public PgOptions withUser(String user) {
        return withParameter("user", Objects.requireNonNull(user, "the user is null"));
    }

    /// The password.
    ///
    /// @return empty for what the environment or the password file say
    public Optional<String> password() {
        return given("password");
    }

    /// The same with a password. asyncpg's `password=`.
    ///
    /// @param password which is sent only if the server asks for it
    /// @return new options
    /// @throws IllegalArgumentException for a NUL
    public PgOptions withPassword(String password) {
        return withParameter("password", Objects.requireNonNull(password, "the password is null"));
    }

    /// What is asked for the password at each connect.
    ///
    /// @return empty for none
    public Optional<Supplier<? extends CompletionStage<String>>> passwordSupplier() {
        return Optional.ofNullable(settings.get(PASSWORD_SUPPLIER));
    }

    /// The same with a source of passwords, for those that change: it is asked on the loop's thread each time that a
    /// server asks for one, and goes before [#password]. asyncpg's `password=` with a callable.
    ///
    /// @param supplier gives the password, now or later; null for none
    /// @return new options
    public PgOptions withPasswordSupplier(@Nullable Supplier<? extends CompletionStage<String>> supplier) {
        return with(PASSWORD_SUPPLIER, supplier);
    }

    /// The database.
    ///
    /// @return empty for what the environment says, or the one with the user's name
    public Optional<String> database() {
        return given("dbname");
    }

    /// The same with another database. asyncpg's `database=`.
    ///
    /// @param database the name
    /// @return new options
    /// @throws IllegalArgumentException for a NUL
    public PgOptions withDatabase(String database) {
        return withParameter("dbname", Objects.requireNonNull(database, "the database is null"));
    }

    // --- Where

    /// The hosts, which are tried in their order.
    ///
    /// @return names, addresses, or folders of sockets, which begin with a slash; empty for what the environment
    ///   says, or the usual folders and then this machine
    public List<String> hosts() {
        return given("host").map(Keywords::list).orElse(List.of());
    }

    /// The same with other hosts. asyncpg's `host=`.
    ///
    /// @param hosts names, addresses, or folders of sockets, which begin with a slash; none as if not set
    /// @return new options
    /// @throws IllegalArgumentException for a NUL or a comma in one
    public PgOptions withHosts(String... hosts) {
        for (String host : hosts) {
            if (host.indexOf(',') >= 0) {
                throw new IllegalArgumentException("a host has no comma: " + host);
            }
        }
        return withParameter("host", hosts.length == 0 ? null : String.join(",", hosts));
    }

    /// The ports of the hosts.
    ///
    /// @return one for all or one for each; empty for what the environment says, or 5432
    public List<Integer> ports() {
        return given("port").map(Keywords::ports).orElse(List.of());
    }

    /// The same with other ports. asyncpg's `port=`.
    ///
    /// @param ports 1 to 65535, one for all hosts or one for each, in their order; none as if not set
    /// @return new options
    /// @throws IllegalArgumentException for a port out of range
    public PgOptions withPorts(int... ports) {
        String joined = Arrays.stream(ports).mapToObj(Integer::toString).collect(Collectors.joining(","));
        return withParameter("port", ports.length == 0 ? null : joined);
    }

    /// Which kind of server is wanted.
    ///
    /// @return any by default
    public TargetSessionAttrs targetSessionAttrs() {
        return constant("target_session_attrs", TargetSessionAttrs.class, TargetSessionAttrs.ANY);
    }

    /// The same for another kind of server: hosts are tried until one is of it. asyncpg's `target_session_attrs=`.
    ///
    /// @param wanted the kind
    /// @return new options
    public PgOptions withTargetSessionAttrs(TargetSessionAttrs wanted) {
        return withConstant("target_session_attrs", wanted);
    }

    /// Whether the hosts are tried in an order that chance gives.
    ///
    /// @return false by default: in the order in which they stand
    public boolean isLoadBalanceHosts() {
        return given("load_balance_hosts").orElse("disable").equals("random");
    }

    /// The same with or without an order by chance, which spreads connections over the hosts. libpq's
    /// `load_balance_hosts`.
    ///
    /// @param on whether chance gives the order
    /// @return new options
    public PgOptions withLoadBalanceHosts(boolean on) {
        return withParameter("load_balance_hosts", on ? "random" : "disable");
    }

    // --- Settings of the server

    /// The settings of the server that begin with the connection.
    ///
    /// @return by name
    public Map<String, String> serverSettings() {
        SortedMap<String, String> chosen = new TreeMap<>(parameters);
        chosen.keySet().removeIf(name -> !Keywords.isServerSetting(name));
        return Collections.unmodifiableSortedMap(chosen);
    }

    /// The same with a setting of the server. asyncpg's `server_settings=`.
    ///
    /// @param name such as `search_path` or `application_name`
    /// @param value as after `SET`, without quotes; null as if it had not been set
    /// @return new options
    /// @throws IllegalArgumentException for a NUL, or a name that is a parameter of the connection's
    public PgOptions withServerSetting(String name, @Nullable String value) {
        if (!Keywords.isServerSetting(Keywords.canonical(Objects.requireNonNull(name, "the name is null")))) {
            throw new IllegalArgumentException(name + " is no setting of the server");
        }
        return withParameter(name, value);
    }

    // --- Encryption and authentication

    /// Whether the connection is encrypted.
    ///
    /// @return what was set; by default [SslMode#REQUIRE] if a context of TLS is set, or else [SslMode#PREFER]
    public SslMode sslMode() {
        SslMode byDefault =
                tls().isPresent() || given("sslrootcert").orElse("").equals("system") ? strictest() : SslMode.PREFER;
        return constant("sslmode", SslMode.class, byDefault);
    }

    private SslMode strictest() {
        return tls().isPresent() ? SslMode.REQUIRE : SslMode.VERIFY_FULL;
    }

    /// The same with or without encryption. asyncpg's `ssl=`.
    ///
    /// @param mode whether the connection is encrypted, and what the server must prove
    /// @return new options
    public PgOptions withSslMode(SslMode mode) {
        return withConstant("sslmode", mode);
    }

    /// What encrypts the connection.
    ///
    /// @return empty for a context made of libpq's parameters, such as `sslrootcert`
    public Optional<TlsContext> tls() {
        return Optional.ofNullable(settings.get(TLS));
    }

    /// The same with a context of the program's: whom it trusts and whether it checks the host's name is its own
    /// affair, whichever [SslMode] encrypts. For [SslNegotiation#DIRECT] it must offer the application protocol
    /// `postgresql`. asyncpg's `ssl=` with a context.
    ///
    /// @param context of clients; null for none
    /// @return new options
    /// @throws IllegalArgumentException for a context of servers
    public PgOptions withTls(@Nullable TlsContext context) {
        if (context != null && !context.isForClients()) {
            throw new IllegalArgumentException("the context is for servers");
        }
        return with(TLS, context);
    }

    /// How encryption begins.
    ///
    /// @return by asking the server, by default
    public SslNegotiation sslNegotiation() {
        return constant("sslnegotiation", SslNegotiation.class, SslNegotiation.POSTGRES);
    }

    /// The same with another beginning of encryption. asyncpg's `direct_tls=`.
    ///
    /// @param negotiation how it begins
    /// @return new options
    public PgOptions withSslNegotiation(SslNegotiation negotiation) {
        return withConstant("sslnegotiation", negotiation);
    }

    /// Whether the authentication is bound to the encrypted connection.
    ///
    /// @return where the server offers it, by default
    public ChannelBinding channelBinding() {
        return constant("channel_binding", ChannelBinding.class, ChannelBinding.PREFER);
    }

    /// The same with or without a binding to the encrypted connection. libpq's `channel_binding`.
    ///
    /// @param binding whether to bind
    /// @return new options
    public PgOptions withChannelBinding(ChannelBinding binding) {
        return withConstant("channel_binding", binding);
    }

    /// The methods of authentication that are accepted from the server.
    ///
    /// @return all by default
    public Set<AuthenticationMethod> requireAuth() {
        return Keywords.methods(given("require_auth").orElse(""));
    }

    /// The same, with a server that must ask for one of some methods of authentication. libpq's `require_auth`.
    ///
    /// @param methods which are accepted; none for all
    /// @return new options
    public PgOptions withRequireAuth(AuthenticationMethod... methods) {
        String words = Arrays.stream(methods).map(Keywords::word).collect(Collectors.joining(","));
        return withParameter("require_auth", methods.length == 0 ? null : words);
    }

    // --- Times

    /// How long connecting may take, everything included.
    ///
    /// @return a minute by default; empty for no limit
    public Optional<Duration> connectTimeout() {
        Duration limit = given("connect_timeout").map(Keywords::seconds).orElse(DEFAULT_CONNECT_TIMEOUT);
        return limit.isPositive() ? Optional.of(limit) : Optional.empty();
    }

    /// The same with a limit for connecting, of which each host has its share. asyncpg's `timeout=`.
    ///
    /// @param limit from the call until the server is ready; null for none
    /// @return new options
    /// @throws IllegalArgumentException for a limit that is not positive
    public PgOptions withConnectTimeout(@Nullable Duration limit) {
        Settings.requirePositive("connectTimeout", limit);
        String seconds = limit == null ? "0" : decimal(limit);
        return withParameter("connect_timeout", seconds);
    }

    private static String decimal(Duration time) {
        return BigDecimal.valueOf(time.getSeconds())
                .add(BigDecimal.valueOf(time.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString();
    }

    /// How long a statement may take if nothing else is said.
    ///
    /// @return empty by default, for no limit
    public Optional<Duration> commandTimeout() {
        return Optional.ofNullable(settings.get(COMMAND_TIMEOUT));
    }

    /// The same with a limit for each statement, see [Queries#withTimeout]. asyncpg's `command_timeout=`.
    ///
    /// @param limit from the call to the last byte of the result; null for none
    /// @return new options
    /// @throws IllegalArgumentException for a limit that is not positive
    public PgOptions withCommandTimeout(@Nullable Duration limit) {
        Settings.requirePositive("commandTimeout", limit);
        return with(COMMAND_TIMEOUT, limit);
    }

    /// How long cancelling a statement on the server may take.
    ///
    /// @return 5 seconds by default
    public Duration cancelTimeout() {
        return settings.get(CANCEL_TIMEOUT);
    }

    /// The same with another limit for cancelling on the server, after which the connection is aborted.
    ///
    /// @param limit the connection that asks for it included
    /// @return new options
    /// @throws IllegalArgumentException for a limit that is not positive
    public PgOptions withCancelTimeout(Duration limit) {
        Settings.requirePositive("cancelTimeout", Objects.requireNonNull(limit, "the cancel time-out is null"));
        return with(CANCEL_TIMEOUT, limit);
    }

    /// After which silence the server is asked whether it is there.
    ///
    /// @return empty by default, for never
    public Optional<Duration> heartbeat() {
        return Optional.ofNullable(settings.get(HEARTBEAT));
    }

    /// The same with a question after each silence, for connections that listen.
    ///
    /// @param silence how long nothing was received; null for no question
    /// @return new options
    /// @throws IllegalArgumentException for a time that is not positive
    public PgOptions withHeartbeat(@Nullable Duration silence) {
        Settings.requirePositive("heartbeat", silence);
        return with(HEARTBEAT, silence);
    }

    /// After which idle time the kernel probes the server.
    ///
    /// @return empty for the system's times
    public Optional<Duration> keepAlive() {
        return given("keepalives_idle").map(Keywords::seconds).filter(Duration::isPositive);
    }

    /// The same with probes of the kernel after another idle time. libpq's `keepalives_idle`.
    ///
    /// @param idle in whole seconds; null for the system's times
    /// @return new options
    /// @throws IllegalArgumentException for less than a second
    public PgOptions withKeepAlive(@Nullable Duration idle) {
        if (idle != null && idle.toSeconds() < 1) {
            throw new IllegalArgumentException("keepAlive is a second or more, not " + idle);
        }
        return withParameter("keepalives_idle", idle == null ? null : Long.toString(idle.toSeconds()));
    }

    // --- Statements

    /// How statements are prepared, sent and bounded.
    ///
    /// @return [StatementOptions#DEFAULT] by default
    public StatementOptions statements() {
        return settings.get(STATEMENTS);
    }

    /// The same with other ways of statements. asyncpg's `statement_cache_size=` and its like.
    ///
    /// @param options such as `StatementOptions.DEFAULT.withCacheSize(0)`
    /// @return new options
    public PgOptions withStatements(StatementOptions options) {
        return with(STATEMENTS, Objects.requireNonNull(options, "the options are null"));
    }

    // --- Types

    /// The codecs of the program's own.
    ///
    /// @return by the name of the type, as it was given
    public Map<String, Codec<?>> codecs() {
        return settings.get(CODECS);
    }

    /// The same with a codec for a type, on every connection. asyncpg's `set_type_codec`.
    ///
    /// @param type its name, such as `public.complex`; without a schema, as the search path finds it
    /// @param codec which reads and writes its values
    /// @return new options
    public PgOptions withCodec(String type, Codec<?> codec) {
        Objects.requireNonNull(type, "the type is null");
        Objects.requireNonNull(codec, "the codec is null");
        Map<String, Codec<?>> more = new TreeMap<>(codecs());
        more.put(type, codec);
        return with(CODECS, Collections.unmodifiableMap(more));
    }

    /// What reads and writes documents of JSON as objects.
    ///
    /// @return empty for text only
    public Optional<JsonMapper> json() {
        return Optional.ofNullable(settings.get(JSON));
    }

    /// The same with a mapper of JSON.
    ///
    /// @param mapper of the library that the program uses; null for text only
    /// @return new options
    public PgOptions withJson(@Nullable JsonMapper mapper) {
        return with(JSON, mapper);
    }

    /// What sees the records of modules that do not open them.
    ///
    /// @return empty for public records of open packages only
    public Optional<MethodHandles.Lookup> lookup() {
        return Optional.ofNullable(settings.get(LOOKUP));
    }

    /// The same with the right to see records that are not public.
    ///
    /// @param lookup of the module that has them: `MethodHandles.lookup()`; null for none
    /// @return new options
    public PgOptions withLookup(MethodHandles.@Nullable Lookup lookup) {
        return with(LOOKUP, lookup);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PgOptions options
                && parameters.equals(options.parameters)
                && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(parameters, settings);
    }

    /// What was set, without passwords.
    @Override
    public String toString() {
        Function<Map.Entry<String, String>, String> shown =
                each -> each.getKey() + "=" + (Keywords.isSecret(each.getKey()) ? "***" : each.getValue());
        String given = parameters.entrySet().stream().map(shown).collect(Collectors.joining(", ", "[", "]"));
        return "PgOptions" + given + settings;
    }
}
