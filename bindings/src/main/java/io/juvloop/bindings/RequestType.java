package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;

/// The kinds of request that juvloop makes, mirroring `uv_req_type`; the numbers are the same on every platform.
///
/// Any thread. See [uv_req_type](https://docs.libuv.org/en/v1.x/request.html#c.uv_req_type).
public enum RequestType {
    /// `uv_connect_t`: a connect under way.
    CONNECT(2),
    /// `uv_write_t`: buffers that the kernel has not taken yet.
    WRITE(3),
    /// `uv_shutdown_t`: the write side is being closed.
    SHUTDOWN(4),
    /// `uv_getaddrinfo_t`: a name being resolved.
    GETADDRINFO(8);

    private final int code;
    private final long size;

    RequestType(int code) {
        this.code = code;
        LibUv.require();
        this.size = uv_h.uv_req_size(code);
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
