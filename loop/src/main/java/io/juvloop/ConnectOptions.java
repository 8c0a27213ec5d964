package io.juvloop;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How to connect; asyncio's keyword arguments of `create_connection`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]:
/// `ConnectOptions.DEFAULT.withTimeout(Duration.ofSeconds(5))`. See
/// [create_connection](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.create_connection).
///
/// @param happyEyeballsDelay how long one address may take before the next is tried as well (RFC 8305); null
///   tries one after the other
/// @param timeout how long everything together may take, resolving included; null for as long as the system takes
/// @param localAddress to bind to before connecting; only addresses of its family are tried; null for any
/// @param keepAlive whether the kernel probes an idle peer
/// @param socket the descriptor of a connected stream socket to take over instead of a host or path
/// @param ipc whether handles may be passed over the connection, which makes its transport an
///   [io.juvloop.ipc.IpcTransport]; for unix domain sockets only
public record ConnectOptions(
        @Nullable Duration happyEyeballsDelay,
        @Nullable Duration timeout,
        @Nullable InetSocketAddress localAddress,
        boolean keepAlive,
        OptionalLong socket,
        boolean ipc) {

    private static final long RFC_8305_MILLIS = 250;

    /// Addresses staggered by 250 ms, no time-out of our own.
    public static final ConnectOptions DEFAULT =
            new ConnectOptions(Duration.ofMillis(RFC_8305_MILLIS), null, null, false, OptionalLong.empty(), false);

    /// Checks the options.
    ///
    /// @throws IllegalArgumentException for a delay or time-out that is not positive, an unresolved local
    ///   address, or a negative socket
    public ConnectOptions {
        requirePositive("happyEyeballsDelay", happyEyeballsDelay);
        requirePositive("timeout", timeout);
        if (localAddress != null && localAddress.isUnresolved()) {
            throw new IllegalArgumentException("the local address is not resolved: " + localAddress);
        }
        if (socket.isPresent() && socket.getAsLong() < 0) {
            throw new IllegalArgumentException("the socket is negative: " + socket.getAsLong());
        }
    }

    private static void requirePositive(String name, @Nullable Duration duration) {
        if (duration != null && (duration.isNegative() || duration.isZero())) {
            throw new IllegalArgumentException(name + " must be positive, not " + duration);
        }
    }

    /// The same with another stagger between addresses.
    ///
    /// @param delay how long one may take before the next is tried as well; null tries one after the other
    /// @return new options
    public ConnectOptions withHappyEyeballsDelay(@Nullable Duration delay) {
        return new ConnectOptions(delay, timeout, localAddress, keepAlive, socket, ipc);
    }

    /// The same with a time-out.
    ///
    /// @param limit how long everything together may take; null for as long as the system takes
    /// @return new options
    public ConnectOptions withTimeout(@Nullable Duration limit) {
        return new ConnectOptions(happyEyeballsDelay, limit, localAddress, keepAlive, socket, ipc);
    }

    /// The same with an address to connect from.
    ///
    /// @param address resolved; null for any
    /// @return new options
    public ConnectOptions withLocalAddress(@Nullable InetSocketAddress address) {
        return new ConnectOptions(happyEyeballsDelay, timeout, address, keepAlive, socket, ipc);
    }

    /// The same with or without probing of an idle peer.
    ///
    /// @param on whether to probe
    /// @return new options
    public ConnectOptions withKeepAlive(boolean on) {
        return new ConnectOptions(happyEyeballsDelay, timeout, localAddress, on, socket, ipc);
    }

    /// The same with a socket to take over; it belongs to the loop from then on, unless it is refused.
    ///
    /// @param descriptor of a connected stream socket
    /// @return new options
    public ConnectOptions withSocket(long descriptor) {
        return new ConnectOptions(
                happyEyeballsDelay, timeout, localAddress, keepAlive, OptionalLong.of(descriptor), ipc);
    }

    /// The same with or without passing of handles, see [io.juvloop.ipc.IpcTransport].
    ///
    /// @param on whether handles may be passed
    /// @return new options
    public ConnectOptions withIpc(boolean on) {
        return new ConnectOptions(happyEyeballsDelay, timeout, localAddress, keepAlive, socket, on);
    }
}
