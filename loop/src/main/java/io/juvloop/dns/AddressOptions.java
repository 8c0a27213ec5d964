package io.juvloop.dns;

import java.util.Objects;
import java.util.Set;

/// What kind of addresses to look for; asyncio's keyword arguments of `getaddrinfo`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]:
/// `AddressOptions.DEFAULT.withType(SocketType.STREAM)`. See
/// [getaddrinfo](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.getaddrinfo).
///
/// @param family of the addresses
/// @param type of the sockets
/// @param protocol of the sockets, such as 6 for TCP and 17 for UDP; 0 for any
/// @param flags how to look
public record AddressOptions(AddressFamily family, SocketType type, int protocol, Set<AddressFlag> flags) {
    /// Everything.
    public static final AddressOptions DEFAULT = new AddressOptions(AddressFamily.ANY, SocketType.ANY, 0, Set.of());

    /// Checks the options.
    ///
    /// @throws IllegalArgumentException for a negative protocol
    public AddressOptions {
        Objects.requireNonNull(family, "the family is null");
        Objects.requireNonNull(type, "the type is null");
        if (protocol < 0) {
            throw new IllegalArgumentException("the protocol is negative: " + protocol);
        }
        flags = Set.copyOf(flags);
    }

    /// The same for one family.
    ///
    /// @param wanted of the addresses
    /// @return new options
    public AddressOptions withFamily(AddressFamily wanted) {
        return new AddressOptions(wanted, type, protocol, flags);
    }

    /// The same for one type of socket, without which each address is there once for each type.
    ///
    /// @param wanted of the sockets
    /// @return new options
    public AddressOptions withType(SocketType wanted) {
        return new AddressOptions(family, wanted, protocol, flags);
    }

    /// The same for one protocol.
    ///
    /// @param wanted of the sockets, such as 6 for TCP and 17 for UDP; 0 for any
    /// @return new options
    public AddressOptions withProtocol(int wanted) {
        return new AddressOptions(family, type, wanted, flags);
    }

    /// The same with these flags and no others.
    ///
    /// @param wanted how to look
    /// @return new options
    public AddressOptions withFlags(AddressFlag... wanted) {
        return new AddressOptions(family, type, protocol, Set.of(wanted));
    }
}
