package io.juvloop.bindings;

import java.net.SocketAddress;

/// Receives the events of a [UvUdp].
///
/// Loop thread only. Each method is called where the loop dispatches, see [Driver], never from inside libuv. What
/// it throws goes to the loop's handler of escaped Throwables. See
/// [uv_udp_t](https://docs.libuv.org/en/v1.x/udp.html).
public interface DatagramEvents {
    /// A datagram came.
    ///
    /// @param data the address of its bytes, in [UvLoop#receiveMemory], valid until this returns
    /// @param count of its bytes, 0 for an empty one
    /// @param sender where it came from; the unnamed unix address if its socket has no name
    /// @param whole false if it did not fit and the rest is gone
    default void onReceived(long data, int count, SocketAddress sender, boolean whole) {}

    /// Receiving failed; it continues unless it is stopped.
    ///
    /// @param code a negative error
    default void onReceiveFailed(int code) {}

    /// A queued datagram was sent or failed; the request may be used again. Called again if an error comes before
    /// that.
    ///
    /// @param request the request
    /// @param status 0 or a negative error
    default void onSent(UdpSendRequest request, int status) {}

    /// The handle was closed.
    default void onClosed() {}
}
