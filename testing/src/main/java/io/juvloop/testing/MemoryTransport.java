package io.juvloop.testing;

import io.juvloop.BaseProtocol;
import io.juvloop.BufferedProtocol;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Protocol;
import io.juvloop.StreamProtocol;
import io.juvloop.Transport;
import io.juvloop.WriteBufferLimits;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One end of a connection in memory, which keeps the contract of [Transport]: flow control, an end for each
/// direction, and one `connectionLost`, in an iteration of its own.
///
/// ```
///   OPEN ---close---> CLOSING ---all sent---> LOST_SOON ---next iteration---> LOST
///     |                  |                        ^
///     +------------------+-- abort, reset, error -+
/// ```
///
/// Loop thread only. Lives from `connectionMade` to `connectionLost`; its methods answer for ever.
final class MemoryTransport implements Transport {
    private static final System.Logger LOG = System.getLogger("io.juvloop.testing");
    private static final int QUIET_LATE_WRITES = 4;

    private enum Life {
        OPEN,
        CLOSING,
        LOST_SOON,
        LOST
    }

    private final TestLoop loop;
    private final MemoryNetwork network;
    private final OneWay way;
    private final SocketAddress local;
    private final SocketAddress remote;
    private final MemorySocket socket;
    private final Outgoing outgoing;
    private final Incoming incoming;
    private @Nullable StreamProtocol protocol;
    private Life life = Life.OPEN;
    private boolean writeEnded;
    private boolean endSent;
    private int lateWrites;
    private Runnable gone = () -> {};

    /// @param way by which it sends
    /// @param back by which it receives
    MemoryTransport(
            TestLoop loop, MemoryNetwork network, OneWay way, OneWay back, SocketAddress local, SocketAddress remote) {
        this.loop = loop;
        this.network = network;
        this.way = way;
        this.local = local;
        this.remote = remote;
        socket = new MemorySocket(loop, local, remote);
        outgoing = new Outgoing(this, way);
        incoming = new Incoming(loop, this, back);
    }

    /// Calls the protocol's `connectionMade`. Data comes in the next iteration at the earliest.
    void begin(StreamProtocol newProtocol) {
        protocol = newProtocol;
        network.opened(this);
        call("connectionMade", () -> newProtocol.connectionMade(this));
        if (life == Life.OPEN) {
            var _ = loop.callSoon(incoming::begin);
        }
    }

    /// Calls back once the connection is gone.
    void whenGone(Runnable callback) {
        gone = callback;
    }

    private StreamProtocol current() {
        return Objects.requireNonNull(protocol);
    }

    /// Calls a method of the protocol; what it throws costs the connection.
    private void call(String method, Runnable call) {
        Throwable thrown = loop.call(this, current(), method, call);
        if (thrown != null) {
            lose(thrown);
        }
    }

    // --- What comes from the other end

    void arrived(byte[] bytes) {
        if (life == Life.LOST) {
            way.reset(); // as a kernel answers for a socket that is closed
        }
        incoming.add(bytes);
    }

    void endArrived() {
        incoming.end();
    }

    void resetArrived() {
        lose(new SocketException("Connection reset"));
    }

    /// Brings bytes to the protocol.
    void receive(int count) {
        if (current() instanceof BufferedProtocol buffered) {
            receive(buffered, count);
        } else if (current() instanceof Protocol plain) {
            call("dataReceived", () -> deliver(plain, incoming.take(count)));
        }
    }

    /// A view that a protocol keeps throws afterwards.
    private static void deliver(Protocol plain, byte[] bytes) {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(bytes.length);
            MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
            plain.dataReceived(memory.asByteBuffer().asReadOnlyBuffer());
        }
    }

    private void receive(BufferedProtocol buffered, int count) {
        MemorySegment[] target = new MemorySegment[1];
        call("getBuffer", () -> target[0] = checked(buffered.getBuffer(count)));
        MemorySegment memory = target[0];
        boolean isWanted = life == Life.OPEN && incoming.isReading() && buffered.equals(protocol);
        if (memory != null && isWanted) {
            byte[] bytes = incoming.take((int) Math.min(count, memory.byteSize()));
            MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
            call("bufferUpdated", () -> buffered.bufferUpdated(bytes.length));
        }
    }

    private static MemorySegment checked(MemorySegment memory) {
        if (memory.byteSize() == 0) {
            throw new IllegalArgumentException("getBuffer gave an empty segment");
        }
        if (!memory.isNative()) {
            throw new IllegalArgumentException("getBuffer gave a heap segment, but native memory is needed");
        }
        if (memory.isReadOnly()) {
            throw new IllegalArgumentException("getBuffer gave a read-only segment");
        }
        requireReadable(memory);
        return memory;
    }

    void endOfStream() {
        boolean[] keepsOpen = new boolean[1];
        call("eofReceived", () -> keepsOpen[0] = current().eofReceived());
        if (!keepsOpen[0]) {
            close();
        }
    }

    // --- Writing

    @Override
    public void write(ByteBuffer data) {
        loop.requireThread();
        byte[] bytes = new byte[data.remaining()];
        if (data.isDirect()) {
            requireReadable(MemorySegment.ofBuffer(data));
        }
        data.get(bytes);
        send(bytes);
    }

    @Override
    public void write(MemorySegment data) {
        loop.requireThread();
        requireReadable(data);
        send(data.toArray(ValueLayout.JAVA_BYTE));
    }

    @Override
    public void write(byte[] data) {
        loop.requireThread();
        send(data.clone());
    }

    @Override
    public void writeLines(Iterable<ByteBuffer> data) {
        data.forEach(this::write);
    }

    private static void requireReadable(MemorySegment data) {
        if (!data.scope().isAlive() || !data.isAccessibleBy(Thread.currentThread())) {
            String why = data.scope().isAlive() ? "confined to another thread" : "closed";
            throw new IllegalArgumentException("the arena of the memory is " + why);
        }
    }

    private void send(byte[] bytes) {
        if (writeEnded) {
            throw new IllegalStateException("cannot write after writeEof");
        }
        if (bytes.length == 0) {
            return;
        }
        if (life == Life.OPEN) {
            outgoing.write(bytes);
        } else if (++lateWrites > QUIET_LATE_WRITES) {
            LOG.log(Level.WARNING, "a write to {0} was dropped", this);
        }
    }

    boolean hasUnsent() {
        return outgoing.bytes() > 0;
    }

    /// There is room in the link.
    void writable() {
        outgoing.writable();
        if (!hasUnsent()) {
            drained();
        }
    }

    private void drained() {
        if (life == Life.CLOSING) {
            sendEnd();
            loseSoon(null);
        } else if (life == Life.OPEN && writeEnded) {
            sendEnd();
        }
    }

    private void sendEnd() {
        if (!endSent) {
            endSent = true;
            way.end();
        }
    }

    void pauseProtocol() {
        var _ = loop.call(this, current(), "pauseWriting", current()::pauseWriting);
    }

    void resumeProtocol() {
        if (life != Life.LOST) {
            var _ = loop.call(this, current(), "resumeWriting", current()::resumeWriting);
        }
    }

    @Override
    public void writeEof() {
        loop.requireThread();
        if (life == Life.OPEN && !writeEnded) {
            writeEnded = true;
            if (!hasUnsent()) {
                drained();
            }
        }
    }

    @Override
    public boolean canWriteEof() {
        loop.requireThread();
        return true;
    }

    // --- The end

    @Override
    public void close() {
        loop.requireThread();
        if (life == Life.OPEN) {
            life = Life.CLOSING;
            incoming.drop();
            if (!hasUnsent()) {
                drained();
            }
        }
    }

    @Override
    public void abort() {
        loop.requireThread();
        if (life == Life.OPEN || life == Life.CLOSING) {
            way.reset();
            endSent = true;
            incoming.refuse();
            lose(null);
        }
    }

    /// Ends it, whatever was written.
    void lose(@Nullable Throwable cause) {
        if (life == Life.OPEN || life == Life.CLOSING) {
            outgoing.discard();
            incoming.drop();
            sendEnd();
            loseSoon(cause);
        }
    }

    private void loseSoon(@Nullable Throwable cause) {
        life = Life.LOST_SOON;
        loop.soon(() -> deliverLoss(cause));
    }

    private void deliverLoss(@Nullable Throwable cause) {
        life = Life.LOST;
        try {
            var _ = loop.call(this, current(), "connectionLost", () -> current().connectionLost(cause));
        } finally {
            leave();
        }
    }

    /// Whether it keeps a loop alive that runs until nothing is left.
    boolean keepsAlive() {
        return socket.hasRef();
    }

    /// The loop is being closed.
    void abandon() {
        LOG.log(Level.WARNING, "closing the loop with an unclosed {0}", this);
        life = Life.LOST;
        leave();
    }

    private void leave() {
        socket.close();
        network.closed(this);
        way.senderGone();
        gone.run();
    }

    @Override
    public boolean isClosing() {
        loop.requireThread();
        return life != Life.OPEN;
    }

    // --- Reading

    @Override
    public boolean isReading() {
        loop.requireThread();
        return life == Life.OPEN && incoming.isReading();
    }

    @Override
    public void pauseReading() {
        loop.requireThread();
        incoming.pause();
    }

    @Override
    public void resumeReading() {
        loop.requireThread();
        incoming.resume();
    }

    // --- What it is

    @Override
    public long writeBufferSize() {
        loop.requireThread();
        return outgoing.bytes();
    }

    @Override
    public WriteBufferLimits writeBufferLimits() {
        loop.requireThread();
        return outgoing.limits();
    }

    @Override
    public void setWriteBufferLimits(WriteBufferLimits limits) {
        loop.requireThread();
        outgoing.limits(Objects.requireNonNull(limits, "the limits are null"));
    }

    @Override
    public BaseProtocol protocol() {
        loop.requireThread();
        return current();
    }

    @Override
    public void setProtocol(BaseProtocol newProtocol) {
        loop.requireThread();
        protocol = MemoryNetwork.checked(newProtocol);
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

    @Override
    public String toString() {
        String state = life == Life.OPEN ? "" : life == Life.LOST ? " (closed)" : " (closing)";
        return "memory transport " + local + " -> " + remote + state;
    }
}
