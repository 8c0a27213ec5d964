package io.juvloop.internal.core;

import io.juvloop.bindings.Platform;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Rejects invalid arguments of connecting and serving before any descriptor is opened.
///
/// Any thread. Stateless.
public final class Arguments {
    private static final int HIGHEST_PORT = 65535;

    private Arguments() {}

    public static void requireFactory(Supplier<?> factory) {
        Objects.requireNonNull(factory, "the protocol factory is null");
    }

    public static <P> P requireProtocol(@Nullable P made) {
        if (made == null) {
            throw new IllegalArgumentException("the protocol factory gave null");
        }
        return made;
    }

    public static int requirePort(int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("the port must be 0 to 65535, not " + port);
        }
        return port;
    }

    public static int requirePeerPort(int port) {
        if (port == 0) {
            throw new IllegalArgumentException("port 0 cannot be connected to");
        }
        return requirePort(port);
    }

    public static String requireHost(@Nullable String host) {
        if (host == null) {
            throw new IllegalArgumentException("a host is null");
        }
        return requireNoNul("host", host);
    }

    public static String requireNoNul(String what, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the " + what + " has a NUL inside");
        }
        return text;
    }

    public static void requireOneTarget(boolean named, OptionalLong socket, String what) {
        if (named && socket.isPresent()) {
            throw new IllegalArgumentException("a " + what + " and a socket cannot be given together");
        }
        if (!named && socket.isEmpty()) {
            throw new IllegalArgumentException("neither a " + what + " nor a socket was given");
        }
    }

    public static void requireNoHost(List<String> hosts, OptionalLong socket) {
        if (!hosts.isEmpty() && socket.isPresent()) {
            throw new IllegalArgumentException("a host and a socket cannot be given together");
        }
    }

    /// Handles can be sent over Unix domain sockets only, and not on Windows.
    public static void requireUnixForIpc(boolean isUnix) {
        if (!isUnix) {
            throw new IllegalArgumentException("ipc needs a unix domain socket");
        }
        if (Platform.current().isWindows()) {
            throw new UnsupportedOperationException("handles cannot be passed between processes on Windows");
        }
    }
}
