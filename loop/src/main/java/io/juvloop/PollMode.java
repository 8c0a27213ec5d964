package io.juvloop;

/// How a loop waits for its streams. What a program sees is the same; what a message costs is not.
///
/// Chosen once for the process: the loop polls streams itself where it knows how to, and `-Djuvloop.poll=libuv` leaves
/// them to libuv.
public enum PollMode {
    /// The loop polls by epoll, on Linux, and receives and sends itself.
    EPOLL,

    /// The loop polls by kqueue, on macOS, and receives and sends itself.
    KQUEUE,

    /// libuv waits and reads, on Windows, or where the property asks for it.
    LIBUV
}
