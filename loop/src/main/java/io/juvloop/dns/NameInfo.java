package io.juvloop.dns;

import java.util.Objects;

/// The result of [io.juvloop.EventLoop#getnameinfo].
///
/// Any thread. Immutable. See
/// [socket.getnameinfo](https://docs.python.org/3.13/library/socket.html#socket.getnameinfo).
///
/// @param host the name of the host, or its number
/// @param service the name of the service, or its port
public record NameInfo(String host, String service) {
    /// Checks that no required component is null.
    public NameInfo {
        Objects.requireNonNull(host, "the host is null");
        Objects.requireNonNull(service, "the service is null");
    }
}
