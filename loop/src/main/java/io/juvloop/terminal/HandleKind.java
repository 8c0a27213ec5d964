package io.juvloop.terminal;

/// The kind of handle that suits a descriptor.
///
/// Any thread. See [uv_guess_handle](https://docs.libuv.org/en/v1.x/misc.html#c.uv_guess_handle).
public enum HandleKind {
    /// A file, or a device that is always ready, such as `/dev/null`.
    FILE,
    /// A pipe, or a Unix stream socket: [io.juvloop.EventLoop#connectReadPipe],
    /// [io.juvloop.EventLoop#createUnixConnection].
    PIPE,
    /// A TCP socket: [io.juvloop.EventLoop#createConnection].
    TCP,
    /// A terminal: [Terminals#connect].
    TERMINAL,
    /// A datagram socket: [io.juvloop.EventLoop#createDatagramEndpoint].
    UDP,
    /// Another kind, or a descriptor that is not open.
    UNKNOWN
}
