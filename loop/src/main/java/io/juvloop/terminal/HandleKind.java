package io.juvloop.terminal;

/// What kind of handle suits a descriptor.
///
/// Any thread. See [uv_guess_handle](https://docs.libuv.org/en/v1.x/misc.html#c.uv_guess_handle).
public enum HandleKind {
    /// A file, or a device that is always ready, such as `/dev/null`.
    FILE,
    /// A pipe, or a unix stream socket: [io.juvloop.EventLoop#connectReadPipe],
    /// [io.juvloop.EventLoop#createUnixConnection].
    PIPE,
    /// A TCP socket: [io.juvloop.EventLoop#createConnection].
    TCP,
    /// A terminal: [Terminals#connectTerminal].
    TERMINAL,
    /// A datagram socket: [io.juvloop.EventLoop#createDatagramEndpoint].
    UDP,
    /// Something else, or nothing.
    UNKNOWN
}
