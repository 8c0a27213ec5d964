package io.juvloop.bindings;

/// A `uv_getnameinfo_t`: the name of an address being looked up.
///
/// Loop thread only. See [DNS utility functions](https://docs.libuv.org/en/v1.x/dns.html).
public final class NameLookup extends PoolRequest {
    NameLookup(UvLoop loop) {
        super(loop, RequestType.GETNAMEINFO);
    }

    void named(int status, long host, long service) {
        ended();
    }
}
