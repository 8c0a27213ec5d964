package io.juvloop.testing;

import io.juvloop.UvException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The names of unix sockets in memory, which make no files, and the errors for addresses that are missing or taken.
///
/// Any thread. Stateless.
final class MemoryNames {
    /// The address of a unix socket without a name.
    static final UnixDomainSocketAddress UNNAMED = UnixDomainSocketAddress.of("");

    private MemoryNames() {}

    /// The address for a name, which begins with NUL in the abstract namespace.
    ///
    /// @throws IllegalArgumentException if it is empty
    static UnixDomainSocketAddress of(@Nullable String name) {
        String given = Objects.requireNonNull(name, "the path is null; there are no sockets to take over");
        return given.startsWith("\0") ? checked("@" + given.substring(1)) : of(Path.of(given));
    }

    /// The address for a path.
    ///
    /// @throws IllegalArgumentException if it is empty
    static UnixDomainSocketAddress of(Path path) {
        String text = path.toString();
        return checked(text.startsWith("@") ? "./" + text : text);
    }

    private static UnixDomainSocketAddress checked(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the path of the socket is empty");
        }
        return UnixDomainSocketAddress.of(name);
    }

    /// Whether an address would be a file, which a new socket replaces.
    static boolean isFile(SocketAddress address) {
        return address instanceof UnixDomainSocketAddress unix
                && !unix.getPath().toString().startsWith("@");
    }

    /// The error for an address that is taken.
    static IOException taken(SocketAddress address) {
        return withCause(
                new BindException("Address already in use: " + address),
                new UvException("bind", "EADDRINUSE", "address already in use", address.toString()));
    }

    /// The error for an address that has no server or endpoint.
    ///
    /// @param isMissing whether nothing has the address, so that a file is missing
    static IOException refused(SocketAddress address, boolean isMissing) {
        String text = address.toString();
        return isMissing && isFile(address)
                ? withCause(
                        new NoSuchFileException(text),
                        new UvException("connect", "ENOENT", "no such file or directory", text))
                : withCause(
                        new ConnectException("Connection refused: " + text),
                        new UvException("connect", "ECONNREFUSED", "connection refused", text));
    }

    private static IOException withCause(IOException error, UvException cause) {
        error.initCause(cause);
        return error;
    }
}
