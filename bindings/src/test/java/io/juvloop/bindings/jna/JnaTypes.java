package io.juvloop.bindings.jna;

import java.util.List;

/// `uv_handle_type` and `uv_req_type` as the manual lists them: each name's number is its place.
///
/// See [uv_handle_type](https://docs.libuv.org/en/v1.x/handle.html#c.uv_handle_type) and
/// [uv_req_type](https://docs.libuv.org/en/v1.x/request.html#c.uv_req_type).
final class JnaTypes {
    static final List<String> HANDLES = List.of(
            "UNKNOWN_HANDLE",
            "ASYNC",
            "CHECK",
            "FS_EVENT",
            "FS_POLL",
            "HANDLE",
            "IDLE",
            "NAMED_PIPE",
            "POLL",
            "PREPARE",
            "PROCESS",
            "STREAM",
            "TCP",
            "TIMER",
            "TTY",
            "UDP",
            "SIGNAL");

    static final List<String> REQUESTS = List.of(
            "UNKNOWN_REQ",
            "REQ",
            "CONNECT",
            "WRITE",
            "SHUTDOWN",
            "UDP_SEND",
            "FS",
            "WORK",
            "GETADDRINFO",
            "GETNAMEINFO",
            "RANDOM");

    private JnaTypes() {}
}
