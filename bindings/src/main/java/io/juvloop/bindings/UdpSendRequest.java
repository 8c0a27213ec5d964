package io.juvloop.bindings;

/// A `uv_udp_send_t`: a datagram that the kernel has not taken yet.
///
/// Loop thread only. See [uv_udp_send](https://docs.libuv.org/en/v1.x/udp.html#c.uv_udp_send).
public final class UdpSendRequest extends UvRequest {
    UdpSendRequest(UvLoop loop) {
        super(loop, RequestType.UDP_SEND);
    }

    @Override
    void done(int status) {
        release(type().size());
        loop.counters().countEnded(type());
    }
}
