package io.juvloop.bindings;

/// A `uv_fs_t`: an operation on files.
///
/// Loop thread only. See [uv_fs_t](https://docs.libuv.org/en/v1.x/fs.html).
public final class FsRequest extends PoolRequest {
    FsRequest(UvLoop loop) {
        super(loop, RequestType.FS);
    }

    void completed() {
        ended();
    }
}
