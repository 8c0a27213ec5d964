package io.juvloop.bindings;

import java.net.SocketAddress;

/// What can happen to a [UvUdp], said to its owner.
///
/// Loop thread only; each is called where the loop dispatches, see [Driver], and never from inside libuv. What they
/// throw goes to the loop's handler of escaped Throwables. See [uv_udp_t](https://docs.libuv.org/en/v1.x/udp.html).
public interface DatagramEvents {
    /// A datagram came.
    ///
    /// @param data the address of its bytes, in [UvLoop#receiveMemory]; they are there until this returns
    /// @param count of its bytes, 0 for an empty one
    /// @param sender where it came from; the unnamed unix address if its socket has no name
    /// @param whole false if it did not fit and the rest is gone
    default void onReceived(long data, int count, SocketAddress sender, boolean whole) {}

    /// Receiving failed; it goes on unless it is stopped.
    ///
    /// @param code a negative error
    default void onReceiveFailed(int code) {}

    /// A queued datagram was sent or was not; the request may be used again.
    ///
    /// @param request the request
    /// @param status 0 or a negative error
    default void onSent(UdpSendRequest request, int status) {}

    /// The handle is gone.
    default void onClosed() {}
}
