package io.juvloop.bindings;

/// The callback of libuv's by which an event came, as [RecordedEvents] keeps it.
///
/// Any thread. Constants.
enum EventKind {
    /// `uv_read_cb`.
    READ,
    /// `uv_timer_cb` and `uv_async_cb`, which say only which handle it was.
    EVENT,
    /// `uv_close_cb`.
    CLOSE,
    /// `uv_connection_cb`.
    CONNECTION,
    /// `uv_poll_cb`.
    POLL,
    /// `uv_write_cb`, `uv_connect_cb`, `uv_shutdown_cb` and `uv_udp_send_cb`, which say only how a request ended.
    DONE,
    /// `uv_getaddrinfo_cb`.
    RESOLVED,
    /// `uv_getnameinfo_cb`.
    NAMED,
    /// `uv_random_cb`.
    RANDOM,
    /// `uv_fs_cb`.
    FILE,
    /// `uv_udp_recv_cb`.
    RECEIVED,
    /// `uv_exit_cb`.
    EXIT,
    /// `uv_signal_cb`.
    SIGNAL,
    /// `uv_fs_event_cb`.
    CHANGED,
    /// `uv_fs_poll_cb`.
    POLLED
}
