package io.juvloop;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsContext;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The options of a connection: asyncio's keyword arguments of `create_connection`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]:
/// `ConnectOptions.DEFAULT.withTimeout(Duration.ofSeconds(5))`. See
/// [create_connection](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.create_connection).
public final class ConnectOptions {
    private static final long RFC_8305_MILLIS = 250;

    private static final Option<@Nullable Duration> HAPPY_EYEBALLS_DELAY =
            new Option<>("happyEyeballsDelay", Duration.ofMillis(RFC_8305_MILLIS));
    private static final Option<@Nullable Duration> TIMEOUT = new Option<>("timeout", null);
    private static final Option<@Nullable InetSocketAddress> LOCAL_ADDRESS = new Option<>("localAddress", null);
    private static final Option<Boolean> KEEP_ALIVE = new Option<>("keepAlive", false);
    private static final Option<OptionalLong> SOCKET = new Option<>("socket", OptionalLong.empty());
    private static final Option<Boolean> IPC = new Option<>("ipc", false);
    private static final Option<@Nullable TlsContext> TLS = new Option<>("tls", null);
    private static final Option<@Nullable String> SERVER_NAME = new Option<>("serverName", null);
    private static final Option<Duration> TLS_HANDSHAKE_TIMEOUT =
            new Option<>("tlsHandshakeTimeout", StartTlsOptions.DEFAULT.handshakeTimeout());
    private static final Option<Duration> TLS_SHUTDOWN_TIMEOUT =
            new Option<>("tlsShutdownTimeout", StartTlsOptions.DEFAULT.shutdownTimeout());

    /// Addresses staggered by 250 ms, and no time limit but the system's.
    public static final ConnectOptions DEFAULT = new ConnectOptions(Settings.INITIAL);

    private final Settings settings;

    private ConnectOptions(Settings settings) {
        this.settings = settings;
    }

    private static void requirePositive(String name, @Nullable Duration duration) {
        if (duration != null && (duration.isNegative() || duration.isZero())) {
            throw new IllegalArgumentException(name + " must be positive, not " + duration);
        }
    }

    /// Returns the time that one address has before the next is tried as well (RFC 8305).
    ///
    /// @return the time; empty if addresses are tried one after the other
    public Optional<Duration> happyEyeballsDelay() {
        return Optional.ofNullable(settings.get(HAPPY_EYEBALLS_DELAY));
    }

    /// Returns these options with another stagger between addresses.
    ///
    /// @param delay the time that one address has before the next is tried as well; null to try one after the other
    /// @return new options
    /// @throws IllegalArgumentException for a delay that is not positive
    public ConnectOptions withHappyEyeballsDelay(@Nullable Duration delay) {
        requirePositive("happyEyeballsDelay", delay);
        return new ConnectOptions(settings.with(HAPPY_EYEBALLS_DELAY, delay));
    }

    /// Returns the time limit of the whole connect, including the lookup of the name.
    ///
    /// @return the limit; empty for the system's own
    public Optional<Duration> timeout() {
        return Optional.ofNullable(settings.get(TIMEOUT));
    }

    /// Returns these options with a time-out.
    ///
    /// @param limit the limit of the whole connect; null for the system's own
    /// @return new options
    /// @throws IllegalArgumentException for a limit that is not positive
    public ConnectOptions withTimeout(@Nullable Duration limit) {
        requirePositive("timeout", limit);
        return new ConnectOptions(settings.with(TIMEOUT, limit));
    }

    /// Returns the address to bind to before connecting; only addresses of its family are tried.
    ///
    /// @return the address; empty for any
    public Optional<InetSocketAddress> localAddress() {
        return Optional.ofNullable(settings.get(LOCAL_ADDRESS));
    }

    /// Returns these options with an address to connect from.
    ///
    /// @param address a resolved address; null for any
    /// @return new options
    /// @throws IllegalArgumentException for an unresolved address
    public ConnectOptions withLocalAddress(@Nullable InetSocketAddress address) {
        if (address != null && address.isUnresolved()) {
            throw new IllegalArgumentException("the local address is not resolved: " + address);
        }
        return new ConnectOptions(settings.with(LOCAL_ADDRESS, address));
    }

    /// Whether the kernel probes an idle peer.
    ///
    /// @return whether it does
    public boolean isKeepAlive() {
        return settings.get(KEEP_ALIVE);
    }

    /// Returns these options with or without probing of an idle peer.
    ///
    /// @param on whether to probe
    /// @return new options
    public ConnectOptions withKeepAlive(boolean on) {
        return new ConnectOptions(settings.with(KEEP_ALIVE, on));
    }

    /// Returns the connected stream socket to adopt instead of connecting to a host or path.
    ///
    /// @return its descriptor, or empty to connect
    public OptionalLong socket() {
        return settings.get(SOCKET);
    }

    /// Returns these options with a socket to adopt; it belongs to the loop from then on, unless it is refused.
    ///
    /// @param descriptor the descriptor of a connected stream socket
    /// @return new options
    /// @throws IllegalArgumentException for a negative descriptor
    public ConnectOptions withSocket(long descriptor) {
        if (descriptor < 0) {
            throw new IllegalArgumentException("the socket is negative: " + descriptor);
        }
        return new ConnectOptions(settings.with(SOCKET, OptionalLong.of(descriptor)));
    }

    /// Whether handles may be passed over the connection, which makes its transport an
    /// [io.juvloop.ipc.IpcTransport]; for unix domain sockets only.
    ///
    /// @return whether they may
    public boolean isIpc() {
        return settings.get(IPC);
    }

    /// Returns these options with or without passing of handles, see [io.juvloop.ipc.IpcTransport].
    ///
    /// @param on whether handles may be passed
    /// @return new options
    public ConnectOptions withIpc(boolean on) {
        return new ConnectOptions(settings.with(IPC, on));
    }

    /// Returns the TLS context of the connection.
    ///
    /// @return the context; empty for a plain connection
    public Optional<TlsContext> tls() {
        return Optional.ofNullable(settings.get(TLS));
    }

    /// Returns these options with an encrypted connection, or a plain one. asyncio's `ssl`.
    ///
    /// @param context the TLS context; null for a plain connection
    /// @return new options
    public ConnectOptions withTls(@Nullable TlsContext context) {
        return new ConnectOptions(settings.with(TLS, context));
    }

    /// The name that the server's certificate must have.
    ///
    /// @return a name or address; an empty one for no check; nothing for the host that is connected to
    public Optional<String> serverName() {
        return Optional.ofNullable(settings.get(SERVER_NAME));
    }

    /// Returns these options with the name that the server's certificate must have. asyncio's `server_hostname`.
    ///
    /// @param name a name or numeric address; empty to check none; null for the host that is connected to, which a
    ///   path or a socket does not have
    /// @return new options
    public ConnectOptions withServerName(@Nullable String name) {
        return new ConnectOptions(settings.with(SERVER_NAME, name));
    }

    /// Returns the time limit of the TLS handshake, which lies within the limit of the whole connect.
    ///
    /// @return the limit, a minute by default
    public Duration tlsHandshakeTimeout() {
        return settings.get(TLS_HANDSHAKE_TIMEOUT);
    }

    /// Returns the time limit of the end of TLS, from [Transport#close] on.
    ///
    /// @return the limit, half a minute by default
    public Duration tlsShutdownTimeout() {
        return settings.get(TLS_SHUTDOWN_TIMEOUT);
    }

    /// Returns these options with other limits for TLS. asyncio's `ssl_handshake_timeout` and `ssl_shutdown_timeout`.
    ///
    /// @param handshake the limit of the handshake
    /// @param shutdown the limit of the end of TLS
    /// @return new options
    /// @throws IllegalArgumentException for a time that is not positive
    public ConnectOptions withTlsTimeouts(Duration handshake, Duration shutdown) {
        var _ = StartTlsOptions.DEFAULT.withTimeouts(handshake, shutdown);
        return new ConnectOptions(
                settings.with(TLS_HANDSHAKE_TIMEOUT, handshake).with(TLS_SHUTDOWN_TIMEOUT, shutdown));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConnectOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /// Returns the options that differ from [#DEFAULT].
    @Override
    public String toString() {
        return "ConnectOptions" + settings;
    }
}
