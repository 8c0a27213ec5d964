package io.juvloop.examples;

import io.juvloop.Server;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// The line `ready HOST:PORT` or `ready unix:PATH`, by which the parent process learns that a server listens, and
/// where.
///
/// Any thread.
public final class Ready {
    private Ready() {}

    /// Prints where a server listens.
    ///
    /// @param server which listens
    public static void print(Server server) {
        print(server.address());
    }

    static void print(@Nullable SocketAddress address) {
        System.out.println("ready " + (address instanceof InetSocketAddress tcp ? text(tcp) : "unix:" + address));
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
