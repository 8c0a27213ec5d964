package io.juvloop.dns;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The options of a lookup: asyncio's keyword arguments of `getaddrinfo`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]:
/// `AddressOptions.DEFAULT.withType(SocketType.STREAM)`. See
/// [getaddrinfo](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.getaddrinfo).
public final class AddressOptions {
    private static final Option<AddressFamily> FAMILY = new Option<>("family", AddressFamily.ANY);
    private static final Option<SocketType> TYPE = new Option<>("type", SocketType.ANY);
    private static final Option<Integer> PROTOCOL = new Option<>("protocol", 0);
    private static final Option<Set<AddressFlag>> FLAGS = new Option<>("flags", Set.of());

    /// Any family, type and protocol, and no flags.
    public static final AddressOptions DEFAULT = new AddressOptions(Settings.INITIAL);

    private final Settings settings;

    private AddressOptions(Settings settings) {
        this.settings = settings;
    }

    /// Returns the family of the addresses.
    ///
    /// @return the family
    public AddressFamily family() {
        return settings.get(FAMILY);
    }

    /// Returns these options for one family.
    ///
    /// @param wanted the family of the addresses
    /// @return new options
    public AddressOptions withFamily(AddressFamily wanted) {
        Objects.requireNonNull(wanted, "the family is null");
        return new AddressOptions(settings.with(FAMILY, wanted));
    }

    /// Returns the type of the sockets.
    ///
    /// @return the type
    public SocketType type() {
        return settings.get(TYPE);
    }

    /// Returns these options for one type of socket; without one, a result has each address once for each type.
    ///
    /// @param wanted the type of the sockets
    /// @return new options
    public AddressOptions withType(SocketType wanted) {
        Objects.requireNonNull(wanted, "the type is null");
        return new AddressOptions(settings.with(TYPE, wanted));
    }

    /// Returns the protocol of the sockets, such as 6 for TCP and 17 for UDP.
    ///
    /// @return the protocol; 0 for any
    public int protocol() {
        return settings.get(PROTOCOL);
    }

    /// Returns these options for one protocol.
    ///
    /// @param wanted the protocol of the sockets, such as 6 for TCP and 17 for UDP; 0 for any
    /// @return new options
    /// @throws IllegalArgumentException for a negative protocol
    public AddressOptions withProtocol(int wanted) {
        if (wanted < 0) {
            throw new IllegalArgumentException("the protocol is negative: " + wanted);
        }
        return new AddressOptions(settings.with(PROTOCOL, wanted));
    }

    /// Returns the flags of the lookup.
    ///
    /// @return the flags, unmodifiable
    public Set<AddressFlag> flags() {
        return settings.get(FLAGS);
    }

    /// Returns these options with these flags and no others.
    ///
    /// @param wanted the flags
    /// @return new options
    /// @throws IllegalArgumentException for a flag that is given twice
    public AddressOptions withFlags(AddressFlag... wanted) {
        return new AddressOptions(settings.with(FLAGS, Set.of(wanted)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /// Returns the options that differ from [#DEFAULT].
    @Override
    public String toString() {
        return "AddressOptions" + settings;
    }
}
