package io.juvloop;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsContext;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The options of a server: asyncio's keyword arguments of `create_server`.
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

    /// Returns the number of connections that may wait to be accepted.
    ///
    /// @return 0 or more
    public int backlog() {
        return settings.get(BACKLOG);
    }

    /// Returns these options with another backlog.
    ///
    /// @param count the number of connections that may wait
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

    /// Returns these options with or without reuse of the address.
    ///
    /// @param on whether to reuse it
    /// @return new options
    public ServerOptions withReuseAddress(boolean on) {
        return new ServerOptions(settings.with(REUSE_ADDRESS, on));
    }

    /// Whether several servers may share the port; the kernel then spreads connections over them.
    ///
    /// @return whether they may
    public boolean isReusePort() {
        return settings.get(REUSE_PORT);
    }

    /// Returns these options with or without sharing of the port.
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

    /// Returns these options with or without probing of idle clients.
    ///
    /// @param on whether to probe
    /// @return new options
    public ServerOptions withKeepAlive(boolean on) {
        return new ServerOptions(settings.with(KEEP_ALIVE, on));
    }

    /// Whether the server accepts at once, and not only after [Server#startServing].
    ///
    /// @return whether it does
    public boolean isStartServing() {
        return settings.get(START_SERVING);
    }

    /// Returns these options with the server accepting at once or not.
    ///
    /// @param on whether to accept at once
    /// @return new options
    public ServerOptions withStartServing(boolean on) {
        return new ServerOptions(settings.with(START_SERVING, on));
    }

    /// Returns the bound stream socket to adopt instead of binding to a host or path.
    ///
    /// @return its descriptor, or empty to bind
    public OptionalLong socket() {
        return settings.get(SOCKET);
    }

    /// Returns these options with a socket to adopt; it belongs to the loop from then on, unless it is refused.
    ///
    /// @param descriptor the descriptor of a bound stream socket
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

    /// Returns these options with or without passing of handles, see [io.juvloop.ipc.IpcTransport].
    ///
    /// @param on whether handles may be passed
    /// @return new options
    public ServerOptions withIpc(boolean on) {
        return new ServerOptions(settings.with(IPC, on));
    }

    /// Returns the TLS context of the connections.
    ///
    /// @return the context; empty for plain connections
    public Optional<TlsContext> tls() {
        return Optional.ofNullable(settings.get(TLS));
    }

    /// Returns these options with encrypted connections, or plain ones. asyncio's `ssl`.
    ///
    /// @param context a TLS context with credentials; null for plain connections
    /// @return new options
    public ServerOptions withTls(@Nullable TlsContext context) {
        return new ServerOptions(settings.with(TLS, context));
    }

    /// Returns the time limit of a TLS handshake.
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
    /// @param handshake the limit of a handshake
    /// @param shutdown the limit of the end of TLS
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

    /// Returns the options that differ from [#DEFAULT].
    @Override
    public String toString() {
        return "ServerOptions" + settings;
    }
}
