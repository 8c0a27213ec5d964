package io.juvloop.bindings;

/// A `uv_random_t`: random bytes of the operating system being gathered.
///
/// Loop thread only. See [uv_random](https://docs.libuv.org/en/v1.x/misc.html#c.uv_random).
public final class RandomRequest extends PoolRequest {
    RandomRequest(UvLoop loop) {
        super(loop, RequestType.RANDOM);
    }

    void gathered(int status) {
        ended();
    }
}
