package io.juvloop.bindings;

/// A `uv_req_t`: one operation under way. libuv owns its memory from the start until the callback.
///
/// Loop thread only. See [uv_req_t](https://docs.libuv.org/en/v1.x/request.html).
public abstract sealed class UvRequest extends UvObject
        permits OneShotRequest, WriteRequest, UdpSendRequest, PoolRequest {
    private final RequestType type;
    private boolean isCounted;

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

    final void countStarted() {
        loop.counters().countStarted(type);
        isCounted = true;
    }

    /// The request ended; the block is no longer libuv's, and after this method no longer ours. After an error it can
    /// be called again.
    final void ended(long size) {
        release(size);
        if (isCounted) {
            loop.counters().countEnded(type);
            isCounted = false;
        }
    }

    /// The operation ended.
    abstract void done(int status);

    @Override
    public final String toString() {
        return type + " request";
    }
}
