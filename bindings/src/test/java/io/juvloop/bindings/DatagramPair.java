package io.juvloop.bindings;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// UDP sockets on 127.0.0.1 for a test: one that receives, and others that send to it.
///
/// Loop thread only.
final class DatagramPair {
    private DatagramPair() {}

    /// A bound socket that receives.
    static UvUdp receiver(UvLoop loop, DatagramEvents events) {
        UvUdp socket = bound(loop, events);
        UvFailure.check("uv_udp_recv_start", socket.receiveStart());
        return socket;
    }

    /// A bound socket.
    static UvUdp bound(UvLoop loop, DatagramEvents events) {
        UvUdp socket = new UvUdp(loop, new AddressCache(loop), events, false);
        UvFailure.check("uv_udp_bind", socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        return socket;
    }

    static InetSocketAddress name(UvUdp socket) {
        return (InetSocketAddress) socket.localName().orElseThrow();
    }

    /// Sends a byte at once.
    static void sendOne(UvLoop loop, UvUdp receiver) {
        UvUdp sender = bound(loop, new DatagramEvents() {});
        UvFailure.check("uv_udp_connect", sender.connect(name(receiver)));
        MemorySegment data = loop.allocate(1);
        UvFailure.check("uv_udp_try_send", sender.trySend(data.address(), 1, 0));
        sender.close();
    }

    /// Sends a byte by a request.
    static void queueOne(UvLoop loop, UvUdp receiver, DatagramEvents events) {
        UvUdp sender = bound(loop, events);
        UdpSendRequest request = new UdpSendRequest(loop);
        request.fill(1, new ChunkPool(loop)).put(new byte[] {1}, 0, 1);
        request.address(new AddressCache(loop).name(name(receiver), false));
        UvFailure.check("uv_udp_send", request.submit(sender));
    }
}
