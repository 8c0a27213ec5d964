package io.juvloop.tls;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How TLS begins and ends on one connection; asyncio's keyword arguments of `start_tls`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]:
/// `StartTlsOptions.DEFAULT.withServerName("mail.example.org")`. See
/// [start_tls](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.start_tls).
public final class StartTlsOptions {
    private static final long DEFAULT_HANDSHAKE_SECONDS = 60;
    private static final long DEFAULT_SHUTDOWN_SECONDS = 30;

    private static final Option<Boolean> SERVER_SIDE = new Option<>("serverSide", false);
    private static final Option<@Nullable String> SERVER_NAME = new Option<>("serverName", null);
    private static final Option<Duration> HANDSHAKE_TIMEOUT =
            new Option<>("handshakeTimeout", Duration.ofSeconds(DEFAULT_HANDSHAKE_SECONDS));
    private static final Option<Duration> SHUTDOWN_TIMEOUT =
            new Option<>("shutdownTimeout", Duration.ofSeconds(DEFAULT_SHUTDOWN_SECONDS));

    /// Its position never moves, so that it is equal to what has the same bytes.
    private static final Option<ByteBuffer> RECEIVED =
            new Option<>("received", ByteBuffer.allocate(0).asReadOnlyBuffer());

    /// The client's side, 60 seconds for the handshake, 30 for the end.
    public static final StartTlsOptions DEFAULT = new StartTlsOptions(Settings.INITIAL);

    private final Settings settings;

    private StartTlsOptions(Settings settings) {
        this.settings = settings;
    }

    /// Which side of the handshake this is.
    ///
    /// @return true for the server's
    public boolean isServerSide() {
        return settings.get(SERVER_SIDE);
    }

    /// The same on the server's or the client's side. asyncio's `server_side`.
    ///
    /// @param on whether on the server's
    /// @return new options
    public StartTlsOptions withServerSide(boolean on) {
        return new StartTlsOptions(settings.with(SERVER_SIDE, on));
    }

    /// The name that the server's certificate must have.
    ///
    /// @return a name or address; an empty one for no check; nothing for what one connects to
    public Optional<String> serverName() {
        return Optional.ofNullable(settings.get(SERVER_NAME));
    }

    /// The same with the name that is asked for, and that the server's certificate must have. asyncio's
    /// `server_hostname`.
    ///
    /// @param name a name or numeric address; empty to ask for none and to check none; null for what one connects
    ///     to
    /// @return new options
    public StartTlsOptions withServerName(@Nullable String name) {
        return new StartTlsOptions(settings.with(SERVER_NAME, name));
    }

    /// How long the handshake may take.
    ///
    /// @return a minute by default
    public Duration handshakeTimeout() {
        return settings.get(HANDSHAKE_TIMEOUT);
    }

    /// How long the end may take.
    ///
    /// @return half a minute by default
    public Duration shutdownTimeout() {
        return settings.get(SHUTDOWN_TIMEOUT);
    }

    /// The same with other limits. asyncio's `ssl_handshake_timeout` and `ssl_shutdown_timeout`.
    ///
    /// @param handshake how long it may take to begin
    /// @param shutdown how long a close may take, from the call until the peer has everything and has answered
    /// @return new options
    /// @throws IllegalArgumentException for a time that is not positive
    public StartTlsOptions withTimeouts(Duration handshake, Duration shutdown) {
        return new StartTlsOptions(settings.with(HANDSHAKE_TIMEOUT, checked("the time-out of the handshake", handshake))
                .with(SHUTDOWN_TIMEOUT, checked("the time-out of the shutdown", shutdown)));
    }

    private static Duration checked(String what, Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException(what + " must be positive, not " + limit);
        }
        return limit;
    }

    /// What the program has received of the peer's TLS already.
    ///
    /// @return a copy
    public byte[] received() {
        ByteBuffer received = settings.get(RECEIVED);
        byte[] copy = new byte[received.remaining()];
        received.get(received.position(), copy);
        return copy;
    }

    /// The same with bytes that the program has received behind the word that began TLS, and so belong to TLS.
    /// A program that drops them loses the peer's first message; one that reads them as plain text lets an attacker
    /// on the way speak for the peer.
    ///
    /// @param bytes copied
    /// @return new options
    public StartTlsOptions withReceived(byte[] bytes) {
        return new StartTlsOptions(
                settings.with(RECEIVED, ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StartTlsOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /// What differs from [#DEFAULT].
    @Override
    public String toString() {
        return "StartTlsOptions" + settings;
    }
}
