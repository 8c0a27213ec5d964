package io.juvloop.bindings;

/// What can happen to a [UvUdp].
///
/// Called on the loop's thread. See [uv_udp_t](https://docs.libuv.org/en/v1.x/udp.html).
public interface DatagramEvents {
    /// The handle is gone.
    default void onClosed() {}
}
