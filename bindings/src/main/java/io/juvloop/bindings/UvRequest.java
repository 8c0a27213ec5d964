package io.juvloop.bindings;

/// A `uv_req_t`: one operation under way. libuv owns its memory from the start until the callback.
///
/// Loop thread only. See [uv_req_t](https://docs.libuv.org/en/v1.x/request.html).
public abstract sealed class UvRequest extends UvObject
        permits OneShotRequest, WriteRequest, UdpSendRequest, PoolRequest {
    private final RequestType type;

    UvRequest(UvLoop loop, RequestType type) {
        super(loop);
        this.type = type;
    }

    /// The kind of request.
    ///
    /// @return the type
    public final RequestType type() {
        return type;
    }

    /// The operation ended.
    abstract void done(int status);

    @Override
    public final String toString() {
        return type + " request";
    }
}
