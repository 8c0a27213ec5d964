package io.juvloop.postgres.internal.connect;

import io.juvloop.tls.TlsContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where a connection has ended up, so that one for cancelling goes to the same server, and as well encrypted.
///
/// Any thread. Immutable.
///
/// @param host as it was given, for messages
/// @param path of the socket; null for TCP
/// @param address the numeric address of TCP, as a name may mean several; empty for a socket
/// @param port of TCP; 0 for a socket
/// @param tls what encrypts; null for a plain connection
/// @param serverName the name in the certificate
/// @param isDirect whether TLS begins without a question
/// @param limit how long a connection for cancelling may take
public record Target(
        String host,
        @Nullable String path,
        String address,
        int port,
        @Nullable TlsContext tls,
        String serverName,
        boolean isDirect,
        Duration limit) {
    @Override
    public String toString() {
        return host;
    }
}
