package io.juvloop.testing;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.UvException;
import io.juvloop.WriteBufferLimits;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.datagram.DatagramTransport;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// One datagram endpoint in memory, which keeps the contract of [DatagramTransport]. Each datagram arrives whole
/// after the link's delay, in which one of UDP may overtake another, or get lost; the network takes every datagram
/// at once, so nothing waits to be sent.
///
/// Loop thread only. Lives from `connectionMade` to `connectionLost`; its methods answer for ever.
final class MemoryEndpoint implements DatagramTransport {
    private static final System.Logger LOG = System.getLogger("io.juvloop.testing");

    /// The largest datagram of UDP over IPv4.
    private static final int LARGEST = 65_507;

    /// How many datagrams of UDP a receiver that does not read keeps.
    private static final int ROOM = 256;

    private static final int QUIET_LATE_SENDS = 4;

    /// A datagram that has arrived and was not received.
    @SuppressWarnings("ArrayRecordComponent") // nothing compares it
    private record Arrived(byte[] data, SocketAddress from) {}

    private final TestLoop loop;
    private final MemoryDatagrams datagrams;
    private final SocketAddress near;
    private final @Nullable SocketAddress far;
    private final LinkOptions link;
    private final SplittableRandom random;
    private final MemorySocket socket;
    private final Deque<Arrived> arrived = new ArrayDeque<>();
    private DatagramProtocol protocol;
    private WriteBufferLimits limits = WriteBufferLimits.DEFAULT;
    private boolean begun;
    private boolean paused;
    private boolean closing;
    private boolean delivers;
    private int lateSends;
    private long lastArrival;

    MemoryEndpoint(
            TestLoop loop,
            MemoryDatagrams datagrams,
            DatagramProtocol protocol,
            SocketAddress near,
            @Nullable SocketAddress far,
            LinkOptions link) {
        this.loop = loop;
        this.datagrams = datagrams;
        this.protocol = protocol;
        this.near = near;
        this.far = far;
        this.link = link;
        random = new SplittableRandom(link.seed());
        socket = new MemorySocket(loop, near, far);
    }

    SocketAddress near() {
        return near;
    }

    private boolean isUnix() {
        return !(near instanceof InetSocketAddress);
    }

    /// Calls the protocol's `connectionMade`.
    void begin() {
        call("connectionMade", () -> protocol.connectionMade(this));
        var _ = loop.callSoon(() -> {
            begun = true;
            deliverSoon();
        });
    }

    private void call(String method, Runnable call) {
        Throwable thrown = loop.call(this, protocol, method, call);
        if (thrown != null) {
            lose(thrown);
        }
    }

    // --- Receiving

    /// A datagram arrives: a full receiver of UDP drops it, as does one that is connected to another peer.
    private void arrive(byte[] data, SocketAddress from) {
        boolean isStrange = far != null && !far.equals(from);
        boolean isFull = !isUnix() && arrived.size() >= ROOM;
        if (!closing && !isStrange && !isFull) {
            arrived.add(new Arrived(data, from));
            deliverSoon();
        }
    }

    private void deliverSoon() {
        if (begun && isReading() && !arrived.isEmpty() && !delivers && !loop.isClosed()) {
            delivers = true;
            var _ = loop.callSoon(this::deliver);
        }
    }

    private void deliver() {
        delivers = false;
        if (isReading() && !arrived.isEmpty()) {
            Arrived next = arrived.remove();
            call("datagramReceived", () -> deliver(next));
            deliverSoon();
        }
    }

    /// A view that the protocol keeps throws afterwards.
    private void deliver(Arrived next) {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(Math.max(next.data.length, 1)).asSlice(0, next.data.length);
            MemorySegment.copy(next.data, 0, memory, ValueLayout.JAVA_BYTE, 0, next.data.length);
            protocol.datagramReceived(memory.asByteBuffer().asReadOnlyBuffer(), next.from);
        }
    }

    // --- Sending

    @Override
    public void sendTo(ByteBuffer data, @Nullable SocketAddress target) {
        loop.requireThread();
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        send(bytes, target);
    }

    @Override
    public void sendTo(byte[] data, @Nullable SocketAddress target) {
        loop.requireThread();
        send(data.clone(), target);
    }

    @Override
    public void sendTo(MemorySegment data, @Nullable SocketAddress target) {
        loop.requireThread();
        send(data.toArray(ValueLayout.JAVA_BYTE), target);
    }

    @Override
    public void sendAll(Iterable<ByteBuffer> data, @Nullable SocketAddress target) {
        data.forEach(each -> sendTo(each, target));
    }

    private void send(byte[] bytes, @Nullable SocketAddress target) {
        SocketAddress place = place(target);
        if (closing) {
            if (++lateSends > QUIET_LATE_SENDS) {
                LOG.log(Level.WARNING, "a datagram to {0} was dropped", this);
            }
        } else if (!isUnix() && bytes.length > LARGEST) {
            failed(new UvException("send", "EMSGSIZE", "message too long", String.valueOf(place)));
        } else if (isUnix() && datagrams.find(place) == null) {
            failed(MemoryNames.refused(place, true));
        } else if (!loop.isClosed() && (isUnix() || random.nextDouble() >= link.losses())) {
            var _ = loop.callAt(arrival(), () -> arriveAt(place, bytes));
        }
    }

    private SocketAddress place(@Nullable SocketAddress target) {
        SocketAddress peer = far;
        if (peer != null) {
            if (target != null && !MemoryDatagrams.placeOf(target).equals(peer)) {
                throw new IllegalArgumentException(
                        "the endpoint is connected to " + peer + " and cannot send to " + target);
            }
            return peer;
        }
        if (target == null) {
            throw new IllegalArgumentException("the endpoint is not connected, so a datagram needs a target");
        }
        if (target instanceof InetSocketAddress == isUnix()) {
            throw new IllegalArgumentException("a socket of another family cannot send to " + target);
        }
        return MemoryDatagrams.placeOf(target);
    }

    /// When the next datagram arrives; those of a unix socket stay in order.
    private long arrival() {
        long least = link.leastDelay().toNanos();
        long greatest = link.greatestDelay().toNanos();
        long when = loop.time() + (least == greatest ? least : random.nextLong(least, greatest + 1));
        lastArrival = isUnix() ? Math.max(lastArrival, when) : when;
        return lastArrival;
    }

    private void arriveAt(SocketAddress place, byte[] bytes) {
        MemoryEndpoint receiver = datagrams.find(place);
        if (receiver != null) {
            receiver.arrive(bytes, near);
        } else if (far != null && !closing) {
            failed(MemoryNames.refused(place, false)); // only a connected endpoint is notified
        }
    }

    private void failed(IOException error) {
        call("errorReceived", () -> protocol.errorReceived(error));
    }

    @Override
    public long writeBufferSize() {
        loop.requireThread();
        return 0;
    }

    @Override
    public WriteBufferLimits writeBufferLimits() {
        loop.requireThread();
        return limits;
    }

    @Override
    public void setWriteBufferLimits(WriteBufferLimits newLimits) {
        loop.requireThread();
        limits = Objects.requireNonNull(newLimits, "the limits are null");
    }

    // --- The end

    @Override
    public void close() {
        loop.requireThread();
        lose(null);
    }

    @Override
    public void abort() {
        close();
    }

    private void lose(@Nullable Throwable cause) {
        if (!closing) {
            closing = true;
            arrived.clear();
            loop.soon(() -> {
                leave();
                var _ = loop.call(this, protocol, "connectionLost", () -> protocol.connectionLost(cause));
            });
        }
    }

    private void leave() {
        socket.close();
        datagrams.closed(this);
    }

    /// Whether it keeps a loop alive that runs until nothing is left.
    boolean keepsAlive() {
        return socket.hasRef();
    }

    /// The loop is being closed.
    void abandon() {
        LOG.log(Level.WARNING, "closing the loop with an unclosed {0}", this);
        closing = true;
        leave();
    }

    @Override
    public boolean isClosing() {
        loop.requireThread();
        return closing;
    }

    // --- Reading

    @Override
    public boolean isReading() {
        loop.requireThread();
        return !closing && !paused;
    }

    @Override
    public void pauseReading() {
        loop.requireThread();
        paused = true;
    }

    @Override
    public void resumeReading() {
        loop.requireThread();
        paused = false;
        deliverSoon();
    }

    // --- What it is

    @Override
    public DatagramProtocol protocol() {
        loop.requireThread();
        return protocol;
    }

    @Override
    public void setProtocol(DatagramProtocol newProtocol) {
        loop.requireThread();
        protocol = Objects.requireNonNull(newProtocol, "the protocol is null");
    }

    @Override
    public <T> @Nullable T extraInfo(ExtraInfo<T> key) {
        loop.requireThread();
        return socket.extraInfo(key);
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    // --- Options of sockets, which have no effect, and groups, which are not there

    private static UnsupportedOperationException noGroups() {
        return new UnsupportedOperationException("a TestLoop has no groups of hosts");
    }

    @Override
    public void joinGroup(InetAddress group, @Nullable NetworkInterface interfaceOrNone, @Nullable InetAddress source) {
        throw noGroups();
    }

    @Override
    public void leaveGroup(
            InetAddress group, @Nullable NetworkInterface interfaceOrNone, @Nullable InetAddress source) {
        throw noGroups();
    }

    @Override
    public void setMulticastInterface(@Nullable NetworkInterface interfaceOrNone) {
        throw noGroups();
    }

    @Override
    public void setMulticastLoop(boolean on) throws IOException {
        socket.requireOpen();
    }

    @Override
    public void setMulticastTtl(int hops) throws IOException {
        socket.requireOpen();
    }

    @Override
    public void setTtl(int hops) throws IOException {
        socket.requireOpen();
    }

    @Override
    public void setBroadcast(boolean on) throws IOException {
        socket.requireOpen();
    }

    @Override
    public String toString() {
        return "memory datagrams " + near + (closing ? " (closed)" : "");
    }
}
