package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;

/// A `uv_udp_t`: a datagram socket.
///
/// Loop thread only. See [uv_udp_t](https://docs.libuv.org/en/v1.x/udp.html).
public final class UvUdp extends UvHandle {
    private final DatagramEvents events;

    /// Makes a handle without a socket.
    ///
    /// @param loop to live in
    /// @param events told what happens
    public UvUdp(UvLoop loop, DatagramEvents events) {
        super(loop, HandleType.UDP);
        this.events = events;
        initialised("uv_udp_init", uv_h.uv_udp_init(loop.pointer(), pointer()));
    }

    void provide(long suggestedSize, long buf) {
        Abi.putBuffer(buf, 0, 0);
    }

    void received(long count, long buf, long sender, int flags) {}

    @Override
    public Object owner() {
        return events;
    }

    @Override
    void onClosed() {
        events.onClosed();
    }
}
