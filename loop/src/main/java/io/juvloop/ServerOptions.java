package io.juvloop;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsContext;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How to serve; asyncio's keyword arguments of `create_server`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `ServerOptions.DEFAULT.withBacklog(1024)`.
/// See [create_server](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.create_server).
public final class ServerOptions {
    private static final int DEFAULT_BACKLOG = 100;

    private static final Option<Integer> BACKLOG = new Option<>("backlog", DEFAULT_BACKLOG);
    private static final Option<Boolean> REUSE_ADDRESS = new Option<>("reuseAddress", true);
    private static final Option<Boolean> REUSE_PORT = new Option<>("reusePort", false);
    private static final Option<Boolean> KEEP_ALIVE = new Option<>("keepAlive", false);
    private static final Option<Boolean> START_SERVING = new Option<>("startServing", true);
    private static final Option<OptionalLong> SOCKET = new Option<>("socket", OptionalLong.empty());
    private static final Option<Boolean> IPC = new Option<>("ipc", false);
    private static final Option<@Nullable TlsContext> TLS = new Option<>("tls", null);
    private static final Option<Duration> TLS_HANDSHAKE_TIMEOUT =
            new Option<>("tlsHandshakeTimeout", StartTlsOptions.DEFAULT.handshakeTimeout());
    private static final Option<Duration> TLS_SHUTDOWN_TIMEOUT =
            new Option<>("tlsShutdownTimeout", StartTlsOptions.DEFAULT.shutdownTimeout());

    /// asyncio's defaults: a backlog of 100, the address reused, serving at once.
    public static final ServerOptions DEFAULT = new ServerOptions(Settings.INITIAL);

    private final Settings settings;

    private ServerOptions(Settings settings) {
        this.settings = settings;
    }

    /// How many connections may wait to be accepted.
    ///
    /// @return 0 or more
    public int backlog() {
        return settings.get(BACKLOG);
    }

    /// The same with another backlog.
    ///
    /// @param count of connections that may wait
    /// @return new options
    /// @throws IllegalArgumentException for a negative count
    public ServerOptions withBacklog(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("the backlog is negative: " + count);
        }
        return new ServerOptions(settings.with(BACKLOG, count));
    }

    /// Whether the port of a server that just ended can be taken at once; on by default on Unix.
    ///
    /// @return whether it can
    public boolean isReuseAddress() {
        return settings.get(REUSE_ADDRESS);
    }

    /// The same with or without reuse of the address.
    ///
    /// @param on whether to reuse it
    /// @return new options
    public ServerOptions withReuseAddress(boolean on) {
        return new ServerOptions(settings.with(REUSE_ADDRESS, on));
    }

    /// Whether several servers may share the port, the kernel spreading connections over them.
    ///
    /// @return whether they may
    public boolean isReusePort() {
        return settings.get(REUSE_PORT);
    }

    /// The same with or without sharing of the port.
    ///
    /// @param on whether to share it
    /// @return new options
    public ServerOptions withReusePort(boolean on) {
        return new ServerOptions(settings.with(REUSE_PORT, on));
    }

    /// Whether the kernel probes idle clients.
    ///
    /// @return whether it does
    public boolean isKeepAlive() {
        return settings.get(KEEP_ALIVE);
    }

    /// The same with or without probing of idle clients.
    ///
    /// @param on whether to probe
    /// @return new options
    public ServerOptions withKeepAlive(boolean on) {
        return new ServerOptions(settings.with(KEEP_ALIVE, on));
    }

    /// Whether to accept at once, or only after [Server#startServing].
    ///
    /// @return whether at once
    public boolean isStartServing() {
        return settings.get(START_SERVING);
    }

    /// The same, accepting at once or not.
    ///
    /// @param on whether to accept at once
    /// @return new options
    public ServerOptions withStartServing(boolean on) {
        return new ServerOptions(settings.with(START_SERVING, on));
    }

    /// The bound stream socket to take over instead of binding to a host or path.
    ///
    /// @return its descriptor, or empty to bind
    public OptionalLong socket() {
        return settings.get(SOCKET);
    }

    /// The same with a socket to take over; it belongs to the loop from then on, unless it is refused.
    ///
    /// @param descriptor of a stream socket that is bound
    /// @return new options
    /// @throws IllegalArgumentException for a negative descriptor
    public ServerOptions withSocket(long descriptor) {
        if (descriptor < 0) {
            throw new IllegalArgumentException("the socket is negative: " + descriptor);
        }
        return new ServerOptions(settings.with(SOCKET, OptionalLong.of(descriptor)));
    }

    /// Whether handles may be passed over the connections, which makes each transport an
    /// [io.juvloop.ipc.IpcTransport]; for unix domain sockets only.
    ///
    /// @return whether they may
    public boolean isIpc() {
        return settings.get(IPC);
    }

    /// The same with or without passing of handles, see [io.juvloop.ipc.IpcTransport].
    ///
    /// @param on whether handles may be passed
    /// @return new options
    public ServerOptions withIpc(boolean on) {
        return new ServerOptions(settings.with(IPC, on));
    }

    /// What encrypts the connections.
    ///
    /// @return empty for plain ones
    public Optional<TlsContext> tls() {
        return Optional.ofNullable(settings.get(TLS));
    }

    /// The same with encrypted connections, or plain ones. asyncio's `ssl`.
    ///
    /// @param context what the connections have in common, with credentials; null for plain ones
    /// @return new options
    public ServerOptions withTls(@Nullable TlsContext context) {
        return new ServerOptions(settings.with(TLS, context));
    }

    /// How long the handshake of TLS may take.
    ///
    /// @return a minute by default
    public Duration tlsHandshakeTimeout() {
        return settings.get(TLS_HANDSHAKE_TIMEOUT);
    }

    /// How long the end of TLS may take, from [Transport#close] on.
    ///
    /// @return half a minute by default
    public Duration tlsShutdownTimeout() {
        return settings.get(TLS_SHUTDOWN_TIMEOUT);
    }

    /// The same with other limits for TLS. asyncio's `ssl_handshake_timeout` and `ssl_shutdown_timeout`.
    ///
    /// @param handshake how long it may take
    /// @param shutdown how long a close may take
    /// @return new options
    /// @throws IllegalArgumentException for a time that is not positive
    public ServerOptions withTlsTimeouts(Duration handshake, Duration shutdown) {
        var _ = StartTlsOptions.DEFAULT.withTimeouts(handshake, shutdown);
        return new ServerOptions(settings.with(TLS_HANDSHAKE_TIMEOUT, handshake).with(TLS_SHUTDOWN_TIMEOUT, shutdown));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServerOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /// What differs from [#DEFAULT].
    @Override
    public String toString() {
        return "ServerOptions" + settings;
    }
}
