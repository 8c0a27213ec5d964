package io.juvloop;

/// What kind of handle suits a descriptor.
///
/// Any thread. See [uv_guess_handle](https://docs.libuv.org/en/v1.x/misc.html#c.uv_guess_handle).
public enum HandleKind {
    /// A file, or a device that is always ready, such as `/dev/null`.
    FILE,
    /// A pipe, or a unix stream socket: [LoopPipes], [LoopConnections#createUnixConnection].
    PIPE,
    /// A TCP socket: [LoopConnections#createConnection].
    TCP,
    /// A terminal: [LoopTerminals#connectTerminal].
    TERMINAL,
    /// A datagram socket: [LoopDatagrams].
    UDP,
    /// Something else, or nothing.
    UNKNOWN
}
