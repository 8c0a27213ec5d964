package io.juvloop;

import io.juvloop.terminal.Terminal;
import io.juvloop.tls.TlsContext;
import io.juvloop.tls.TlsSession;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.Objects;

/// The name of a piece of information about a connection, with its type.
///
/// Any thread. The constants are all the names that streams have. See
/// [get_extra_info](https://docs.python.org/3.13/library/asyncio-protocol.html#asyncio.BaseTransport.get_extra_info).
///
/// @param <T> the type of the information
/// @param name asyncio's name
/// @param type the type of the information
public record ExtraInfo<T>(String name, Class<T> type) {
    /// Checks that no required component is null.
    public ExtraInfo {
        Objects.requireNonNull(name, "the name is null");
        Objects.requireNonNull(type, "the type is null");
    }

    /// The remote address, as it was when the connection was established.
    public static final ExtraInfo<SocketAddress> PEERNAME = new ExtraInfo<>("peername", SocketAddress.class);

    /// The local address, as it was when the connection was established.
    public static final ExtraInfo<SocketAddress> SOCKNAME = new ExtraInfo<>("sockname", SocketAddress.class);

    /// The socket, to query and to configure.
    public static final ExtraInfo<TransportSocket> SOCKET = new ExtraInfo<>("socket", TransportSocket.class);

    /// The TLS context of an encrypted connection, which the server's name may have selected.
    public static final ExtraInfo<TlsContext> SSL_CONTEXT = new ExtraInfo<>("sslcontext", TlsContext.class);

    /// The TLS session: the parameters that both sides of an encrypted connection have agreed on.
    public static final ExtraInfo<TlsSession> SSL_OBJECT = new ExtraInfo<>("ssl_object", TlsSession.class);

    /// The peer's own certificate, if it has sent one.
    public static final ExtraInfo<X509Certificate> PEERCERT = new ExtraInfo<>("peercert", X509Certificate.class);

    /// The standard name of the cipher suite of an encrypted connection.
    public static final ExtraInfo<String> CIPHER = new ExtraInfo<>("cipher", String.class);

    /// The descriptor of a pipe, see [EventLoop#connectReadPipe]; -1 once closed.
    public static final ExtraInfo<Long> PIPE = new ExtraInfo<>("pipe", Long.class);

    /// The terminal, with its mode and window size, see [io.juvloop.terminal.Terminals].
    public static final ExtraInfo<Terminal> TERMINAL = new ExtraInfo<>("terminal", Terminal.class);
}
