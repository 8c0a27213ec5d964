package io.juvloop.internal.datagram;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.WriteBufferLimits;
import io.juvloop.bindings.DatagramEvents;
import io.juvloop.bindings.UdpSendRequest;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvUdp;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.datagram.DatagramTransport;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.ProtocolErrors;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.jdk.Failures;
import io.juvloop.internal.jdk.Log;
import io.juvloop.internal.memory.ReadBuffer;
import io.juvloop.internal.memory.UserBuffers;
import io.juvloop.internal.stream.FlowControl;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A datagram endpoint: turns the events of a libuv datagram socket into calls of a protocol, and the
/// protocol's calls into operations on the socket.
///
/// Several datagrams may be received from the kernel at a time. Those received after reading was paused are
/// held until it resumes; see [HeldDatagram].
///
/// Every path that ends the endpoint goes through [#scheduleLoss], once: the socket is closed, and
/// `connectionLost` is called in the next iteration.
///
/// Loop thread only. Lives from `connectionMade` to `connectionLost`; its methods remain callable afterwards.
final class UdpTransport implements DatagramTransport, DatagramEvents, FlowControl.Pausing {
    private static final int QUIET_LATE_SENDS = 4;

    private static final class Fatal {
        /// Errors that mean that the socket itself is gone; every further operation would report them again.
        static final Set<String> NAMES = Set.of("EBADF", "ENOTSOCK");
    }

    private final LoopCore core;
    private final UvUdp udp;
    private final UdpSocket socket;
    private final Targets targets;
    private final DatagramSender sender;
    private final ReceiveBuffer buffer;
    private final ArrayDeque<HeldDatagram> held = new ArrayDeque<>(0);
    private final ProtocolErrors errors;
    private DatagramProtocol protocol;

    private boolean closing;
    private boolean lossScheduled;
    private boolean lost;
    private boolean lossReported;
    private boolean reading;
    private boolean readingPaused;
    private boolean delivering;
    private int lateSends;
    private @Nullable Throwable lossCause;

    UdpTransport(LoopCore core, Datagrams datagrams, UvUdp udp, DatagramProtocol protocol) {
        this.core = core;
        this.udp = udp;
        this.protocol = Objects.requireNonNull(protocol, "the protocol is null");
        this.socket = new UdpSocket(core, udp);
        this.targets = new Targets(datagrams.addresses(), socket);
        this.sender = new DatagramSender(this, datagrams, udp, socket.farEnd() != null);
        this.buffer = datagrams.buffer();
        this.errors = new ProtocolErrors(core, this, () -> this.protocol);
    }

    /// Calls the protocol's `connectionMade`.
    void begin() {
        udp.events(this);
        try {
            protocol.connectionMade(this);
        } catch (Throwable thrown) {
            protocolFailed("connectionMade", thrown);
        }
    }

    /// Begins to receive, after the callbacks of the endpoint's future have run.
    void beginReading() {
        if (!closing && !reading && !readingPaused) {
            reading = true;
            if (held.isEmpty()) {
                startReceiving();
            } else {
                core.callInternally(this::deliverHeld);
            }
        }
    }

    private void startReceiving() {
        int status = udp.receiveStart();
        if (status < 0) {
            lose(UvErrorMapping.toException("uv_udp_recv_start", status, socket));
        }
    }

    private void deliverHeld() {
        try {
            deliverAllHeld();
        } catch (Throwable thrown) {
            throw broken(thrown);
        }
    }

    /// Delivers the held datagrams until reading is paused; then receiving from the kernel resumes.
    private void deliverAllHeld() {
        while (reading && !held.isEmpty()) {
            HeldDatagram datagram = held.removeFirst();
            received(buffer.put(datagram.data()), (int) datagram.data().byteSize(), datagram.from(), datagram.whole());
        }
        if (reading) {
            startReceiving();
        }
    }

    private void stopReading() {
        if (reading) {
            reading = false;
            udp.receiveStop();
        }
    }

    // --- Events from libuv

    @Override
    public void onReceived(long data, int count, SocketAddress from, boolean whole) {
        try {
            if (reading && held.isEmpty()) {
                received(data, count, from, whole);
            } else if (!closing) {
                held.addLast(new HeldDatagram(buffer.copy(data, count), from, whole));
            }
        } catch (Throwable thrown) {
            throw broken(thrown);
        }
    }

    /// Handles an error of the library's own, for example by an exhausted stack or memory. It is unknown which
    /// datagrams were lost, so the endpoint is closed with it.
    RuntimeException broken(Throwable thrown) {
        lose(thrown);
        throw Failures.<RuntimeException>asIs(thrown);
    }

    private void received(long data, int count, SocketAddress from, boolean whole) {
        if (!whole) {
            notifyError(UvErrorMapping.toException("uv_udp_recv", UvErrors.code("EMSGSIZE"), from));
        } else if (core.isDebug()) {
            deliverMeasured(data, count, from);
        } else {
            deliver(buffer.view(data, count), from);
        }
    }

    private void deliver(ByteBuffer view, SocketAddress from) {
        delivering = true;
        try {
            protocol.datagramReceived(view, from);
        } catch (Throwable thrown) {
            protocolFailed("datagramReceived", thrown);
        } finally {
            delivering = false;
        }
    }

    /// Delivers a datagram in debug mode: a slow protocol is logged, and a view that the protocol keeps throws.
    private void deliverMeasured(long data, int count, SocketAddress from) {
        DatagramProtocol receiver = protocol;
        long begin = core.beginMeasure(receiver);
        try (ReadBuffer.Loan loan = buffer.lend(data, count)) {
            receiver.datagramReceived(loan.view(), from);
        } catch (Throwable thrown) {
            protocolFailed("datagramReceived", thrown);
        }
        core.endMeasure(begin, receiver);
    }

    @Override
    public void onReceiveFailed(int code) {
        if (!closing) {
            failed("uv_udp_recv", code, socket.farEnd());
        }
    }

    @Override
    public void onSent(UdpSendRequest request, int status) {
        try {
            sender.sent(request, status);
        } catch (Throwable thrown) {
            throw broken(thrown);
        }
    }

    @Override
    public void onClosed() {
        sender.discard();
        if (!lossScheduled) {
            closing = true;
            lost = true;
            lossReported = true;
        }
    }

    // --- Calls of the sender

    void sendFailed(int code, @Nullable SocketAddress target) {
        failed("uv_udp_send", code, target);
    }

    private void failed(String operation, int code, @Nullable SocketAddress where) {
        IOException error = UvErrorMapping.toException(operation, code, where);
        if (Fatal.NAMES.contains(UvErrors.name(code))) {
            lose(error);
        } else {
            notifyError(error);
        }
    }

    private void notifyError(IOException error) {
        if (isEnding()) {
            return;
        }
        try {
            protocol.errorReceived(error);
        } catch (Throwable thrown) {
            protocolFailed("errorReceived", thrown);
        }
    }

    @Override
    public void pauseProtocol() {
        errors.call("pauseWriting", () -> protocol.pauseWriting());
    }

    @Override
    public void resumeProtocol() {
        if (!isEnding()) {
            errors.callSurely("resumeWriting", () -> protocol.resumeWriting());
        }
    }

    void drained() {
        if (closing) {
            scheduleLoss();
        }
    }

    // --- Closing

    /// Whether only `connectionLost` is still to be called.
    @Override
    public boolean isEnding() {
        return lossScheduled || lost;
    }

    /// The user's code threw: the error is reported, and the endpoint is closed with it.
    private void protocolFailed(String method, Throwable thrown) {
        errors.report(method, thrown);
        lose(thrown);
    }

    void lose(@Nullable Throwable cause) {
        if (!isEnding()) {
            sender.discard();
            closing = true;
            lossCause = cause;
            scheduleLoss();
        }
    }

    private void scheduleLoss() {
        if (!isEnding()) {
            core.callInternally(this::deliverLoss);
            lossScheduled = true;
            reading = false;
            udp.close();
        }
    }

    /// An error, of whichever call, keeps the last call of the protocol back only if it comes out of that.
    private void deliverLoss() {
        boolean isDone = false;
        try {
            loseAtLast();
            isDone = true;
        } finally {
            if (!isDone) {
                loseAtLast();
            }
        }
    }

    private void loseAtLast() {
        lost = true;
        udp.close();
        if (!lossReported) {
            lossReported = true;
            try {
                protocol.connectionLost(lossCause);
            } catch (Throwable thrown) {
                errors.report("connectionLost", thrown);
            }
        }
    }

    // --- Calls of the user

    @Override
    public void sendTo(ByteBuffer data, @Nullable SocketAddress target) {
        if (accepts()) {
            boolean isView = delivering && buffer.isView(data);
            if (!isView) {
                UserBuffers.checkReadable(data);
            }
            long name = begin(target);
            if (isView && !isEnding()) {
                sender.send(buffer.segment(), buffer.position(data), data.remaining(), name, target);
            } else if (!isEnding()) {
                sender.send(data, name, target);
            }
            sender.end();
        }
        data.position(data.limit());
    }

    @Override
    public void sendTo(byte[] data, @Nullable SocketAddress target) {
        Objects.requireNonNull(data, "the data is null");
        if (accepts()) {
            long name = begin(target);
            if (!isEnding()) {
                sender.send(data, name, target);
            }
            sender.end();
        }
    }

    /// Begins a send, see [DatagramSender#begin].
    ///
    /// @return the native name of the target, valid until the next call
    private long begin(@Nullable SocketAddress target) {
        long name = targets.name(target);
        sender.begin();
        return name;
    }

    @Override
    public void sendTo(MemorySegment data, @Nullable SocketAddress target) {
        Objects.requireNonNull(data, "the data is null");
        if (accepts()) {
            UserBuffers.checkReadable(data);
            long name = begin(target);
            if (!isEnding()) {
                sender.send(data, name, target);
            }
            sender.end();
        }
    }

    @Override
    public void sendAll(Iterable<ByteBuffer> data, @Nullable SocketAddress target) {
        List<ByteBuffer> all = new ArrayList<>();
        data.forEach(each -> all.add(Objects.requireNonNull(each, "a buffer is null")));
        if (accepts()) {
            all.forEach(UserBuffers::checkReadable);
            long name = begin(target);
            if (!isEnding()) {
                sender.sendAll(all, name, target);
            }
            sender.end();
        }
        all.forEach(each -> each.position(each.limit()));
    }

    private boolean accepts() {
        core.checkThread();
        if (closing && ++lateSends > QUIET_LATE_SENDS) {
            Log.warn("a datagram to {0} was dropped", this);
        }
        return !closing;
    }

    @Override
    public void close() {
        core.checkThread();
        if (!closing) {
            sender.begin();
            closing = true;
            stopReading();
            if (sender.isDrained()) {
                scheduleLoss();
            }
            sender.end();
        }
    }

    @Override
    public void abort() {
        core.checkThread();
        sender.begin();
        lose(null);
        sender.end();
    }

    @Override
    public boolean isClosing() {
        core.checkThread();
        return closing;
    }

    @Override
    public boolean isReading() {
        core.checkThread();
        return reading;
    }

    @Override
    public void pauseReading() {
        core.checkThread();
        if (!closing && !readingPaused) {
            readingPaused = true;
            stopReading();
        }
    }

    @Override
    public void resumeReading() {
        core.checkThread();
        if (!closing && readingPaused) {
            readingPaused = false;
            try {
                beginReading();
            } catch (Throwable thrown) { // so that it can be called again
                pauseReading();
                throw thrown;
            }
        }
    }

    @Override
    public long writeBufferSize() {
        core.checkThread();
        return sender.bytes();
    }

    @Override
    public WriteBufferLimits writeBufferLimits() {
        core.checkThread();
        return sender.flow().limits();
    }

    @Override
    public void setWriteBufferLimits(WriteBufferLimits limits) {
        core.checkThread();
        sender.flow().setLimits(Objects.requireNonNull(limits, "the limits are null"));
    }

    @Override
    public DatagramProtocol protocol() {
        core.checkThread();
        return protocol;
    }

    @Override
    public void setProtocol(DatagramProtocol newProtocol) {
        core.checkThread();
        protocol = Objects.requireNonNull(newProtocol, "the protocol is null");
    }

    @Override
    public <T> @Nullable T extraInfo(ExtraInfo<T> key) {
        core.checkThread();
        return socket.extraInfo(key);
    }

    @Override
    public EventLoop loop() {
        return core.loop();
    }

    // --- Socket options

    @Override
    public void joinGroup(InetAddress group, @Nullable NetworkInterface near, @Nullable InetAddress source)
            throws IOException {
        Multicast.membership(socket, udp, group, near, source, true);
    }

    @Override
    public void leaveGroup(InetAddress group, @Nullable NetworkInterface near, @Nullable InetAddress source)
            throws IOException {
        Multicast.membership(socket, udp, group, near, source, false);
    }

    @Override
    public void setMulticastInterface(@Nullable NetworkInterface near) throws IOException {
        String name = near == null ? null : Multicast.name(near, socket.isIpv6());
        socket.option("uv_udp_set_multicast_interface", () -> udp.multicastInterface(name));
    }

    @Override
    public void setMulticastLoop(boolean on) throws IOException {
        socket.option("uv_udp_set_multicast_loop", () -> udp.multicastLoop(on));
    }

    @Override
    public void setMulticastTtl(int hops) throws IOException {
        requireHops(hops, 0);
        socket.option("uv_udp_set_multicast_ttl", () -> udp.multicastTtl(hops));
    }

    @Override
    public void setTtl(int hops) throws IOException {
        requireHops(hops, 1);
        socket.option("uv_udp_set_ttl", () -> udp.ttl(hops));
    }

    private static void requireHops(int hops, int least) {
        if (hops < least || hops > 255) {
            throw new IllegalArgumentException("hops must be " + least + " to 255, not " + hops);
        }
    }

    @Override
    public void setBroadcast(boolean on) throws IOException {
        socket.option("uv_udp_set_broadcast", () -> udp.broadcast(on));
    }

    @Override
    public String toString() {
        return "datagram transport " + socket + (lost ? " (closed)" : closing ? " (closing)" : "");
    }
}
