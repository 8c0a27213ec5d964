package io.juvloop;

import io.juvloop.terminal.Terminal;
import java.net.SocketAddress;
import java.util.Objects;

/// The name of a fact about a connection, with its type.
///
/// Any thread. The constants are all there are for streams. See
/// [get_extra_info](https://docs.python.org/3.13/library/asyncio-protocol.html#asyncio.BaseTransport.get_extra_info).
///
/// @param <T> the type of the fact
/// @param name asyncio's name of it
/// @param type the type of the fact
public record ExtraInfo<T>(String name, Class<T> type) {
    /// Checks that no required component is null.
    public ExtraInfo {
        Objects.requireNonNull(name, "the name is null");
        Objects.requireNonNull(type, "the type is null");
    }

    /// The far end's address, as it was when the connection was made.
    public static final ExtraInfo<SocketAddress> PEERNAME = new ExtraInfo<>("peername", SocketAddress.class);

    /// The near end's address, as it was when the connection was made.
    public static final ExtraInfo<SocketAddress> SOCKNAME = new ExtraInfo<>("sockname", SocketAddress.class);

    /// The socket, to look at and to tune.
    public static final ExtraInfo<TransportSocket> SOCKET = new ExtraInfo<>("socket", TransportSocket.class);

    /// The descriptor of a pipe, see [EventLoop#connectReadPipe]; -1 once closed.
    public static final ExtraInfo<Long> PIPE = new ExtraInfo<>("pipe", Long.class);

    /// The terminal, to set its mode and to know its size, see [io.juvloop.terminal.Terminals].
    public static final ExtraInfo<Terminal> TERMINAL = new ExtraInfo<>("terminal", Terminal.class);
}
