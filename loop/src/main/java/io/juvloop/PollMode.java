package io.juvloop;

/// The way in which a loop polls its streams. It does not change the behaviour of a program, but the cost of a
/// message.
///
/// Chosen once per process: the loop polls streams itself on the systems that it supports, and
/// `-Djuvloop.poll=libuv` leaves them to libuv.
public enum PollMode {
    /// The loop polls with epoll, on Linux, and receives and sends itself.
    EPOLL,

    /// The loop polls with kqueue, on macOS, and receives and sends itself.
    KQUEUE,

    /// libuv polls and reads, on Windows, or where the property selects it.
    LIBUV
}
