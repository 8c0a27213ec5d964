package io.juvloop.bindings;

/// The kinds of request that juvloop makes, mirroring `uv_req_type`; the numbers are the same on every platform.
///
/// Any thread. See [uv_req_type](https://docs.libuv.org/en/v1.x/request.html#c.uv_req_type).
public enum RequestType {
    /// `uv_connect_t`: a connect under way.
    CONNECT(2),
    /// `uv_write_t`: buffers that the kernel has not accepted yet.
    WRITE(3),
    /// `uv_shutdown_t`: the write side is being closed.
    SHUTDOWN(4),
    /// `uv_udp_send_t`: a datagram that the kernel has not accepted yet.
    UDP_SEND(5),
    /// `uv_fs_t`: a file operation.
    FS(6),
    /// `uv_getaddrinfo_t`: a name being resolved.
    GETADDRINFO(8),
    /// `uv_getnameinfo_t`: the name of an address being looked up.
    GETNAMEINFO(9),
    /// `uv_random_t`: random bytes being gathered.
    RANDOM(10);

    private final int code;
    private final long size;

    RequestType(int code) {
        this.code = code;
        LibUv.loaded();
        this.size = LoopDowncalls.uv_req_size(code);
    }

    int code() {
        return code;
    }

    /// The size of such a request in the running libuv.
    ///
    /// @return bytes
    public long size() {
        return size;
    }
}
