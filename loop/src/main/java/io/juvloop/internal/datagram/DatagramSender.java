package io.juvloop.internal.datagram;

import io.juvloop.bindings.Chunk;
import io.juvloop.bindings.ChunkPool;
import io.juvloop.bindings.UdpBatch;
import io.juvloop.bindings.UdpSendQueue;
import io.juvloop.bindings.UdpSendRequest;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvUdp;
import io.juvloop.internal.core.LoopTimerHandle;
import io.juvloop.internal.memory.WriteCoalescer;
import io.juvloop.internal.stream.FlowControl;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The sending side of one endpoint: offers each datagram to the kernel at once, queues those that the kernel
/// does not take, and pauses the protocol.
///
/// Only one request at a time is submitted to libuv. It would accept any number, but it reports one error for
/// all datagrams that it offers to the kernel together, and it could not drop them when the endpoint is
/// aborted.
///
/// A Unix socket without a peer submits none. The kernel always reports such a socket as writable, however full
/// the receiver is, so libuv would retry without a pause; its datagrams are retried by a timer instead.
///
/// Loop thread only. Bytes are sent or copied before a send returns.
final class DatagramSender implements FlowControl.Writing, WriteCoalescer.Writer {
    /// The size that a datagram counts for beyond its bytes, which bounds the number of queued empty datagrams;
    /// as in asyncio.
    private static final int OVERHEAD = 8;

    private static final long BETWEEN_TRIES = TimeUnit.MILLISECONDS.toNanos(1);

    private final FlowControl flow;
    private final UdpTransport transport;
    private final Datagrams datagrams;
    private final ChunkPool chunks;
    private final WriteCoalescer gather;
    private final UvUdp socket;
    private final boolean asksInVain;
    private final UdpSendQueue waiting = new UdpSendQueue();

    /// What the next datagram is put into.
    private @Nullable UdpSendRequest filling;

    /// What libuv has, or an error has kept from it.
    private @Nullable UdpSendRequest underWay;
    private @Nullable LoopTimerHandle nextTry;
    private long bytes;

    DatagramSender(UdpTransport transport, Datagrams datagrams, UvUdp socket, boolean hasPeer) {
        this.transport = transport;
        this.datagrams = datagrams;
        this.chunks = datagrams.chunks();
        this.gather = datagrams.gather();
        this.flow = new FlowControl(this);
        this.socket = socket;
        this.asksInVain = socket.isUnix() && !hasPeer;
    }

    // --- Operations

    /// Begins a send or a close, which an error must not leave incomplete: see [WriteCoalescer].
    void begin() {
        gather.begin(this);
    }

    void end() {
        gather.end();
    }

    @Override
    public void sendingFailed(Throwable why) {
        transport.lose(why);
    }

    /// Reports an error to the protocol in the middle of an operation.
    private void reportError(int code, @Nullable SocketAddress target) {
        end();
        try {
            transport.sendFailed(code, target);
            begin();
        } catch (Throwable thrown) {
            gather.interrupted = this;
            throw thrown;
        }
    }

    // --- Sending

    /// Sends bytes of the loop's own memory, without a copy if the kernel takes them.
    void send(MemorySegment memory, int from, int size, long name, @Nullable SocketAddress target) {
        int result = isQueueing() ? UvErrors.EAGAIN : socket.trySend(memory.address() + from, size, name);
        if (result != UvErrors.EAGAIN) {
            notifyIfRefused(result, target);
            return;
        }
        fill(size).put(memory, from, size);
        enqueue(name);
    }

    void send(ByteBuffer data, long name, @Nullable SocketAddress target) {
        int size = data.remaining();
        if (fits(size, target)) {
            Chunk chunk = fill(size);
            chunk.put(data, data.position(), size);
            send(chunk, name, target);
        }
    }

    void send(byte[] data, long name, @Nullable SocketAddress target) {
        if (fits(data.length, target)) {
            Chunk chunk = fill(data.length);
            chunk.put(data, 0, data.length);
            send(chunk, name, target);
        }
    }

    void send(MemorySegment data, long name, @Nullable SocketAddress target) {
        if (fits(data.byteSize(), target)) {
            Chunk chunk = fill((int) data.byteSize());
            chunk.put(data, 0, (int) data.byteSize());
            send(chunk, name, target);
        }
    }

    /// Sends several datagrams to one target, as many together as the kernel takes. The protocol is notified of
    /// oversized ones after all others have been given the target's name, which is invalid once the protocol
    /// sends something itself.
    void sendAll(List<ByteBuffer> all, long name, @Nullable SocketAddress target) {
        int tooLarge = 0;
        for (ByteBuffer data : all) {
            int size = data.remaining();
            if (fits(size)) {
                fill(size).put(data, data.position(), size);
                append(name);
            } else {
                tooLarge++;
            }
        }
        for (; tooLarge > 0; tooLarge--) {
            reportError(UvErrors.code("EMSGSIZE"), target);
        }
        offerWaiting();
        flushQueue();
    }

    /// Whether a datagram is small enough to send; the protocol is notified if it is not.
    private boolean fits(long size, @Nullable SocketAddress target) {
        boolean fits = fits(size);
        if (!fits) {
            reportError(UvErrors.code("EMSGSIZE"), target);
        }
        return fits;
    }

    /// A UDP datagram is never larger than a chunk; one of a Unix socket can be as large as its send buffer.
    private boolean fits(long size) {
        return size <= ChunkPool.LARGEST || (socket.isUnix() && size <= socket.sendBufferSize(0));
    }

    private void send(Chunk chunk, long name, @Nullable SocketAddress target) {
        if (isQueueing()) {
            enqueue(name);
            return;
        }
        int result = socket.trySend(chunk.address(), chunk.size(), name);
        if (result == UvErrors.EAGAIN) {
            enqueue(name);
        } else {
            filling().clear(chunks);
            notifyIfRefused(result, target);
        }
    }

    private void notifyIfRefused(int result, @Nullable SocketAddress target) {
        if (result < 0) {
            reportError(result, target);
        }
    }

    // --- The queue

    private boolean isQueueing() {
        return underWay != null || !waiting.isEmpty();
    }

    private UdpSendRequest filling() {
        if (filling == null) {
            filling = datagrams.acquire();
        }
        return filling;
    }

    private Chunk fill(int size) {
        return filling().fill(size, chunks);
    }

    private void enqueue(long name) {
        append(name);
        flushQueue();
    }

    private void append(long name) {
        UdpSendRequest request = filling();
        request.address(name);
        long size = sizeOf(request);
        waiting.add(request);
        filling = null;
        bytes += size;
    }

    private static long sizeOf(UdpSendRequest request) {
        return (long) request.bytes() + OVERHEAD;
    }

    /// Submits the next datagram to libuv, unless a request is pending. A protocol that is notified of an error
    /// may change everything that is checked here.
    private void submit() {
        if (asksInVain) {
            tryLater(BETWEEN_TRIES);
            return;
        }
        while (underWay == null && !waiting.isEmpty() && socket.isOpen()) {
            UdpSendRequest next = waiting.take();
            underWay = next;
            int status = next.submit(socket);
            if (status < 0) {
                drop(next);
                reportError(status, null);
            }
        }
    }

    /// The pending request has ended; the kernel has room again or reported an error.
    void sent(UdpSendRequest request, int status) {
        begin();
        drop(request);
        if (status < 0 && status != UvErrors.ECANCELED) {
            reportError(status, null);
        }
        offerWaiting();
        flushQueue();
    }

    /// Keeps the rest for later, which ends the operation, and notifies the protocol of changes.
    private void flushQueue() {
        submit();
        end();
        try {
            flow.checkHighWater();
            flow.checkLowWater();
            if (!isQueueing()) {
                transport.drained();
            }
        } catch (Throwable thrown) {
            gather.interrupted = this;
            throw thrown;
        }
    }

    private void tryLater(long delay) {
        if (nextTry == null && !waiting.isEmpty() && socket.isOpen()) {
            nextTry = datagrams.after(delay, this::tryAgain);
        }
    }

    private void tryAgain() {
        nextTry = null;
        try {
            offerAgain();
        } catch (Throwable thrown) {
            throw transport.broken(thrown);
        }
    }

    /// Sends without delay as long as the receiver makes room.
    private void offerAgain() {
        begin();
        int before = waiting.count();
        offerWaiting();
        if (waiting.count() < before) {
            tryLater(0);
        }
        flushQueue();
    }

    private void offerWaiting() {
        while (underWay == null && !waiting.isEmpty() && socket.isOpen()) {
            int result = offerTogether();
            if (result == UvErrors.EAGAIN) {
                return;
            }
            for (int sent = 0; sent < result; sent++) {
                dropFirst();
            }
            if (result < 0) {
                dropFirst();
                reportError(result, null);
            }
        }
    }

    /// The number of datagrams sent from the front of the queue, or the error of the first.
    private int offerTogether() {
        UdpBatch batch = datagrams.batch();
        batch.clear();
        waiting.addTo(batch);
        return batch.trySend(socket);
    }

    private void dropFirst() {
        long size = sizeOf(waiting.first());
        waiting.release(datagrams.free(), chunks);
        bytes -= size;
    }

    /// Ends what is under way.
    private void drop(UdpSendRequest ended) {
        long size = sizeOf(ended);
        datagrams.free().addCleared(ended, chunks);
        underWay = null;
        bytes -= size;
    }

    /// Drops the datagrams that libuv does not have; libuv returns its own when the handle is closed. After an error it
    /// can be called again.
    void discard() {
        while (!waiting.isEmpty()) {
            dropFirst();
        }
        if (underWay != null && !underWay.isUnderWay()) {
            drop(underWay);
        }
        if (filling != null) {
            datagrams.free().addCleared(filling, chunks);
            filling = null;
        }
        if (nextTry != null) {
            nextTry.cancel();
            nextTry = null;
        }
    }

    boolean isDrained() {
        return !isQueueing();
    }

    FlowControl flow() {
        return flow;
    }

    // --- Flow control

    @Override
    public FlowControl.Pausing transport() {
        return transport;
    }

    @Override
    public long bytes() {
        return socket.isOpen() ? bytes : 0;
    }

    /// Every datagram was offered to the kernel when it was sent.
    @Override
    public void flush() {}
}
