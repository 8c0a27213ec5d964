package io.juvloop.postgres.internal.connect;

import org.jspecify.annotations.Nullable;

/// One place where a server may be: a host with its port, or a folder with a socket.
///
/// Any thread. Immutable.
///
/// @param name as it was given: a name, an address or a folder
/// @param address numeric, to connect to in place of the name; null to look the name up
/// @param port of TCP, or the number in the socket's name
record Host(String name, @Nullable String address, int port) {
    private static final String ABSTRACT = "@";

    /// Whether it is a socket of the file system, or of Linux's abstract names, which begin with an at sign.
    boolean isSocket() {
        return address == null && (name.startsWith("/") || name.startsWith(ABSTRACT));
    }

    /// The name of the socket.
    String path() {
        String path = name + "/.s.PGSQL." + port;
        return path.startsWith(ABSTRACT) ? '\0' + path.substring(1) : path;
    }

    /// What TCP connects to.
    String target() {
        return address == null ? name : address;
    }

    /// For messages.
    @Override
    public String toString() {
        String shown = name.isEmpty() ? target() : name;
        if (isSocket()) {
            return shown + "/.s.PGSQL." + port;
        }
        return shown.indexOf(':') >= 0 ? "[" + shown + "]:" + port : shown + ":" + port;
    }
}
