package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A `uv_udp_t`: a datagram socket, of UDP or of the unix domain.
///
/// Errors are returned as libuv's negative numbers, because most of them are ordinary events of a network.
///
/// A new socket takes up to eight datagrams out of the kernel at once where the system can (`recvmmsg`); its
/// listener still receives them one by one. An adopted socket does not, as it may be one of the unix domain, and
/// libuv has no room for the paths of several senders.
///
/// Loop thread only. See [uv_udp_t](https://docs.libuv.org/en/v1.x/udp.html).
public final class UvUdp extends UvHandle {
    /// `UV_UDP_IPV6ONLY`: an IPv6 socket leaves the port free for an IPv4 one.
    public static final int IPV6_ONLY = 1;

    /// `UV_UDP_PARTIAL`: the datagram was truncated.
    static final int PARTIAL = 2;

    /// `UV_UDP_MMSG_FREE`: no datagram, but the end of a group.
    static final int END_OF_BATCH = 16;

    /// `UV_UDP_RECVMMSG`: take several at once.
    private static final int IN_BATCHES = 256;

    private static final class Open {
        static final MethodHandle HANDLE = Downcalls.link("uv_udp_open");
    }

    private static final class OpenEx {
        static final MethodHandle HANDLE = OptionalFunction.UDP_OPEN_EX.link();
    }

    private final AddressCache addresses;
    private DatagramEvents events;
    private boolean receiving;
    private boolean takesSeveral;
    private int placesAtOnce;
    private int placesTaken;
    private long lastRun = ReceiveMemory.NEVER;
    private int unixSocket = -1;

    /// Makes a handle without a socket, for [#open].
    ///
    /// @param loop the loop that it belongs to
    /// @param addresses of the loop
    /// @param events the listener
    public UvUdp(UvLoop loop, AddressCache addresses, DatagramEvents events) {
        super(Linking.ensured(loop, UdpDowncalls.class), HandleType.UDP);
        this.addresses = addresses;
        this.events = events;
        try {
            initialised("uv_udp_init", uv_h.uv_udp_init(loop.pointer(), pointer()));
        } catch (Throwable thrown) {
            throw halfMade(thrown);
        }
    }

    /// Makes a handle with a new socket, so that options can be set before binding.
    ///
    /// @param loop the loop that it belongs to
    /// @param addresses of the loop
    /// @param events the listener
    /// @param ipv6 whether the socket is of IPv6
    public UvUdp(UvLoop loop, AddressCache addresses, DatagramEvents events, boolean ipv6) {
        super(Linking.ensured(loop, UdpDowncalls.class), HandleType.UDP);
        this.addresses = addresses;
        this.events = events;
        int family = ipv6 ? Abi.AF_INET6 : Abi.AF_INET;
        try {
            initialised("uv_udp_init_ex", uv_h.uv_udp_init_ex(loop.pointer(), pointer(), family | IN_BATCHES));
        } catch (Throwable thrown) {
            throw halfMade(thrown);
        }
    }

    /// Returns the listener to its events.
    ///
    /// @return the current listener
    public DatagramEvents events() {
        return events;
    }

    /// Changes the listener.
    ///
    /// @param events the new listener
    public void events(DatagramEvents events) {
        this.events = events;
    }

    @Override
    public Object owner() {
        return events;
    }

    // --- Naming

    private int opened(long socket) {
        if (OptionalFunction.UDP_OPEN_EX.isPresent()) {
            return openWithoutFlags(socket);
        }
        if (Platform.current().isWindows()) {
            return openToOthers(socket);
        }
        PosixSockets.Sharing before = PosixSockets.sharing((int) socket);
        int status = openToOthers(socket);
        if (status == 0) {
            PosixSockets.sharing((int) socket, before);
        }
        return status;
    }

    /// Adopts a socket as it is, which now belongs to this handle; on failure it stays the caller's.
    ///
    /// libuv before 1.52 makes the address of the socket shareable. That is reverted, except on Windows.
    ///
    /// @param socket its number
    /// @throws UvFailure if it is not a socket, or cannot be made non-blocking
    public void open(long socket) {
        adopt("uv_udp_open", socket, () -> opened(socket));
        if (!Platform.current().isWindows() && PosixSockets.isUnix((int) socket)) {
            unixSocket = (int) socket;
        }
    }

    private int openWithoutFlags(long socket) {
        Linking.ensure(OpenEx.class);
        try {
            return (int) (long) OpenEx.HANDLE.invokeExact(open(), socket, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private int openToOthers(long socket) {
        Linking.ensure(Open.class);
        try {
            return (int) (long) Open.HANDLE.invokeExact(open(), socket, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    /// Binds to an address.
    ///
    /// @param address resolved
    /// @param flags [#IPV6_ONLY] or 0
    /// @return 0 or a negative error
    public int bind(InetSocketAddress address, int flags) {
        SocketAddresses.write(address, loop.scratch());
        return uv_h.uv_udp_bind(pointer(), MemorySegment.ofAddress(loop.scratch()), flags);
    }

    /// Sets the one peer that datagrams go to and come from.
    ///
    /// @param address resolved
    /// @return 0 or a negative error
    public int connect(InetSocketAddress address) {
        SocketAddresses.write(address, loop.scratch());
        return uv_h.uv_udp_connect(pointer(), MemorySegment.ofAddress(loop.scratch()));
    }

    /// Returns the local address.
    ///
    /// @return the address, or empty if it is unknown
    public Optional<SocketAddress> localName() {
        return readName(false) < 0 ? Optional.empty() : Optional.of(SocketAddresses.readAny(loop.scratch()));
    }

    /// Returns the remote address.
    ///
    /// @return the address, or empty if it is not connected
    public Optional<SocketAddress> peerName() {
        return readName(true) < 0 ? Optional.empty() : Optional.of(SocketAddresses.readAny(loop.scratch()));
    }

    private int readName(boolean ofPeer) {
        MemorySegment name = MemorySegment.ofAddress(loop.scratch());
        MemorySegment length = MemorySegment.ofAddress(loop.scratch() + Abi.SOCKADDR_STORAGE_SIZE);
        Memory.zero(name.address(), Abi.SOCKADDR_STORAGE_SIZE);
        Memory.putInt(length.address(), Abi.SOCKADDR_STORAGE_SIZE);
        return ofPeer
                ? uv_h.uv_udp_getpeername(pointer(), name, length)
                : uv_h.uv_udp_getsockname(pointer(), name, length);
    }

    // --- Receiving

    /// Starts or continues receiving.
    ///
    /// @return 0 or a negative error
    public int receiveStart() {
        long handle = open();
        if (receiving) {
            return 0;
        }
        takesSeveral = uv_h.uv_udp_using_recvmmsg(pointer()) != 0;
        placesAtOnce = takesSeveral || isUnix() ? ReceiveMemory.PLACES_AT_ONCE : 1;
        int status = UdpDowncalls.uv_udp_recv_start(handle, loop.stub(Callback.ALLOC), loop.stub(Callback.RECEIVED));
        receiving = status == 0;
        return status;
    }

    /// Stops receiving. Datagrams that libuv has already taken out of the kernel still come.
    public void receiveStop() {
        receiving = false;
        UdpDowncalls.uv_udp_recv_stop(open());
    }

    /// Fills the `uv_buf_t` of libuv's next call. In one run of libuv a socket gets eight places, at once or one
    /// by one, so that other sockets get theirs.
    void provide(long buf) {
        ReceiveMemory memory = loop.driver().memory();
        if (lastRun != memory.run()) {
            placesTaken = 0;
        } else if (placesTaken >= ReceiveMemory.PLACES_AT_ONCE) {
            Abi.putBuffer(buf, 0, 0);
            return;
        }
        if (memory.provideForDatagrams(buf, lastRun, placesAtOnce)) {
            lastRun = memory.run();
            placesTaken += placesAtOnce;
        }
    }

    /// libuv has received. A datagram of the unix domain may have needed more than one place; the next one uses
    /// the unused part.
    void keep(long from, long count) {
        if (!takesSeveral && from != 0) {
            int used = (int) Math.max(1, (count + ReceiveMemory.PLACE - 1) / ReceiveMemory.PLACE);
            loop.driver().memory().giveBack(from + (long) used * ReceiveMemory.PLACE);
            placesTaken += used - placesAtOnce;
        }
    }

    SocketAddress sender(long name) {
        return addresses.sender(name);
    }

    /// A count and flags in one word of a record.
    static long pack(long count, int flags) {
        return (long) flags << Integer.SIZE | (count & 0xffff_ffffL);
    }

    void received(long data, long countAndFlags, @Nullable SocketAddress sender) {
        isTaking = true;
        if (!isOpen()) {
            return;
        }
        int count = (int) countAndFlags;
        if (count < 0) {
            events.onReceiveFailed(count);
        } else if (sender != null) {
            events.onReceived(data, count, sender, (countAndFlags >>> Integer.SIZE & PARTIAL) == 0);
        }
    }

    // --- Sending

    /// Whether it is a socket of the unix domain. Without a peer, such a socket gets no event when a full
    /// receiver has room again.
    ///
    /// @return true if it is
    public boolean isUnix() {
        return unixSocket >= 0;
    }

    /// Sends a datagram at once or not at all, from memory of this loop.
    ///
    /// @param from the address of its first byte
    /// @param length in bytes, may be 0
    /// @param name the address of a `sockaddr` of [AddressCache], or 0 for the connected peer
    /// @return the number of bytes sent, or a negative error; EAGAIN if it could not be sent now
    public int trySend(long from, long length, long name) {
        if (name != 0 && isUnix()) {
            inUse();
            return PosixSockets.sendUnix(unixSocket, from, length, name);
        }
        long buf = loop.scratch();
        Abi.putBuffer(buf, from, length);
        return trySend(buf, name);
    }

    /// Sends the datagram of a `uv_buf_t`, as [#trySend(long, long, long)].
    int trySend(long buf, long name) {
        return UdpDowncalls.uv_udp_try_send(inUse(), buf, 1, name);
    }

    // --- Options

    /// Joins or leaves a multicast group.
    ///
    /// @param group numeric
    /// @param near the address of the interface, `::%name` for one of IPv6 without an address; null for any
    /// @param source the only sender to listen to; null for all
    /// @param join false to leave
    /// @return 0 or a negative error
    public int membership(String group, @Nullable String near, @Nullable String source, boolean join) {
        MemorySegment groupText = text(0, group);
        MemorySegment nearText = near == null ? MemorySegment.NULL : text(1, near);
        int action = join ? uv_h.UV_JOIN_GROUP() : uv_h.UV_LEAVE_GROUP();
        return source == null
                ? uv_h.uv_udp_set_membership(pointer(), groupText, nearText, action)
                : uv_h.uv_udp_set_source_membership(pointer(), groupText, nearText, text(2, source), action);
    }

    /// Sets the interface for outgoing multicast datagrams.
    ///
    /// @param near its address, as in [#membership]; null lets the system choose
    /// @return 0 or a negative error
    public int multicastInterface(@Nullable String near) {
        return uv_h.uv_udp_set_multicast_interface(pointer(), near == null ? MemorySegment.NULL : text(0, near));
    }

    private MemorySegment text(int place, String text) {
        long at = loop.scratch() + (long) place * Abi.SOCKADDR_STORAGE_SIZE;
        if (text.length() >= Abi.SOCKADDR_STORAGE_SIZE) {
            throw new IllegalArgumentException("not a numeric address: " + text);
        }
        Memory.putString(at, text);
        return MemorySegment.ofAddress(at);
    }

    /// Sets whether multicast datagrams are looped back to this machine.
    ///
    /// @param on true if they do
    /// @return 0 or a negative error
    public int multicastLoop(boolean on) {
        return uv_h.uv_udp_set_multicast_loop(pointer(), on ? 1 : 0);
    }

    /// Sets the hop limit of multicast datagrams.
    ///
    /// @param hops 0 to 255
    /// @return 0 or a negative error
    public int multicastTtl(int hops) {
        return uv_h.uv_udp_set_multicast_ttl(pointer(), hops);
    }

    /// Sets the hop limit of datagrams.
    ///
    /// @param hops 1 to 255
    /// @return 0 or a negative error
    public int ttl(int hops) {
        return uv_h.uv_udp_set_ttl(pointer(), hops);
    }

    /// Sets whether datagrams may be sent to a broadcast address.
    ///
    /// @param on true if they may
    /// @return 0 or a negative error
    public int broadcast(boolean on) {
        return uv_h.uv_udp_set_broadcast(pointer(), on ? 1 : 0);
    }

    /// Returns how many bytes of queued datagrams libuv holds.
    ///
    /// @return bytes
    public long sendQueueSize() {
        return uv_h.uv_udp_get_send_queue_size(pointer());
    }

    /// Returns how many queued datagrams libuv holds.
    ///
    /// @return the number
    public long sendQueueCount() {
        return uv_h.uv_udp_get_send_queue_count(pointer());
    }

    @Override
    void onClosed() {
        events.onClosed();
    }
}
