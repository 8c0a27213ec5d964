package io.juvloop.internal.tls;

import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsContext;
import javax.net.ssl.SNIHostName;
import org.jspecify.annotations.Nullable;

/// The side of a connection, with its context and options.
///
/// Any thread. Immutable.
///
/// @param context as it was given
/// @param options the side and the time-outs
/// @param serverName that a client asks for, empty for none; empty on a server
/// @param port of the server, by which a client finds sessions; -1 if it does not matter
record TlsRole(TlsContext context, StartTlsOptions options, String serverName, int port) {
    /// A client's.
    ///
    /// @param host that was connected to; null if that has no name
    /// @throws IllegalArgumentException for a context of servers, or without a name to check
    static TlsRole client(TlsContext context, StartTlsOptions options, @Nullable String host, int port) {
        if (!context.isForClients()) {
            throw new IllegalArgumentException("the context is for servers, and this is a client");
        }
        if (options.isServerSide()) {
            throw new IllegalArgumentException("who connects is a client, and not on the server's side");
        }
        String name = options.serverName().orElse(host);
        if (name == null) {
            throw new IllegalArgumentException("a server name is needed, or an empty one for no check of the name");
        }
        return new TlsRole(context, options, checkedName(name), port);
    }

    /// Refuses at once a name that the engine would refuse later.
    private static String checkedName(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (!bare.isEmpty()) {
            try {
                var _ = new SNIHostName(bare.indexOf(':') >= 0 ? "address" : bare);
            } catch (IllegalArgumentException invalid) {
                throw new IllegalArgumentException("the server name is not a host's: " + name, invalid);
            }
        }
        return name;
    }

    /// A server's.
    ///
    /// @throws IllegalArgumentException for a context of clients, or with a name
    static TlsRole server(TlsContext context, StartTlsOptions options) {
        if (!context.isForServers()) {
            throw new IllegalArgumentException("the context is for clients, and this is a server");
        }
        if (options.serverName().isPresent()) {
            throw new IllegalArgumentException("a server name is for clients");
        }
        return new TlsRole(context, options, "", -1);
    }

    boolean isServer() {
        return options.isServerSide();
    }
}
