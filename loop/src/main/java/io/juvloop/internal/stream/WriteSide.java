package io.juvloop.internal.stream;

import io.juvloop.bindings.Chunk;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.WriteRequest;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.memory.ReadBuffer;
import io.juvloop.internal.memory.UserBuffers;
import io.juvloop.internal.memory.WriteCoalescer;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The write side of one connection: gathers small writes, offers large ones to the kernel at once, queues the
/// bytes that the kernel does not take, and pauses the protocol.
///
/// Loop thread only. Bytes are sent or copied before a write returns.
final class WriteSide implements WriteCoalescer.Owner, FlowControl.Writing {
    /// The way to the loop and the stream: fields for them would cost each connection eight bytes.
    private final StreamTransport transport;

    private final FlowControl flow;
    private @Nullable WriteQueue queue;

    WriteSide(StreamTransport transport) {
        this.transport = transport;
        this.flow = new FlowControl(this);
    }

    FlowControl flow() {
        return flow;
    }

    private LoopCore core() {
        return transport.core();
    }

    private UvStream stream() {
        return transport.stream();
    }

    private WriteCoalescer gather() {
        return core().gather();
    }

    void write(ByteBuffer data) {
        int length = data.remaining();
        int position = data.position();
        if (begin()) {
            add(data, position, length);
        }
        data.position(position + length);
        end();
    }

    private void add(ByteBuffer data, int position, int length) {
        if (isQueueing()) {
            enqueue(MemorySegment.ofBuffer(data), 0);
        } else if (isSmall(length)) {
            gather().claim(this, length).put(data, position, length);
        } else {
            offer(MemorySegment.ofBuffer(data));
        }
    }

    /// Writes a part of the view that the protocol is being shown.
    void writeView(ByteBuffer view) {
        int length = view.remaining();
        int position = view.position();
        if (begin()) {
            addView(position, length);
        }
        view.position(position + length);
        end();
    }

    private void addView(int position, int length) {
        if (isQueueing()) {
            enqueue(core().readBuffer().segment().asSlice(position, length), 0);
        } else {
            gather().lend(this, position, length);
        }
    }

    /// Writes buffers as one write: nothing comes between them.
    ///
    /// @param accepted whether the transport accepts them; otherwise they are dropped
    void write(ByteBuffer[] lines, boolean accepted) {
        if (!accepted) {
            UserBuffers.consume(lines);
            return;
        }
        boolean isOpen = begin();
        for (ByteBuffer line : lines) {
            int length = line.remaining();
            int position = line.position();
            if (isOpen && length > 0 && !transport.isEnding()) {
                if (isView(line)) {
                    addView(position, length);
                } else {
                    add(line, position, length);
                }
            }
            line.position(position + length);
        }
        end();
    }

    /// Whether a buffer is what the protocol is being shown, which stays as it is until the callback returns.
    boolean isView(ByteBuffer data) {
        return core().readBuffer().isView(data) && core().isInCallback();
    }

    void write(MemorySegment data) {
        long length = data.byteSize();
        if (begin()) {
            if (isQueueing()) {
                enqueue(data, 0);
            } else if (isSmall(length)) {
                gather().claim(this, (int) length).put(data, 0, (int) length);
            } else {
                offer(data);
            }
        }
        end();
    }

    void write(byte[] data) {
        if (begin()) {
            if (isQueueing()) {
                enqueue(MemorySegment.ofArray(data), 0);
            } else if (isSmall(data.length)) {
                gather().claim(this, data.length).put(data, 0, data.length);
            } else {
                offer(MemorySegment.ofArray(data));
            }
        }
        end();
    }

    /// Writes bytes, the first of which carries a handle, behind all earlier writes.
    void write(MemorySegment data, UvStream passenger) {
        if (begin()) {
            gather().send(this);
        }
        if (transport.isEnding()) {
            passenger.close();
        } else {
            ((RequestedWriteQueue) queue()).add(data, passenger);
            submit();
        }
        end();
    }

    /// Begins a write or a close, which an error must not leave incomplete: see [WriteCoalescer].
    ///
    /// @return false if the connection is closing, for example because such an error ended it before
    boolean begin() {
        gather().begin(this);
        return !transport.isEnding();
    }

    /// Sends the gathered bytes, inside an operation.
    void send() {
        gather().send(this);
    }

    /// Ends what [#begin] began, and pauses the protocol if too much waits, which is the user's code and may write. An
    /// error in that is an error in the write too, so it ends the connection.
    void end() {
        boolean isAbove = flow.isAboveHigh();
        WriteCoalescer gather = gather();
        gather.end();
        if (isAbove) {
            try {
                flow.checkHighWater();
            } catch (Throwable thrown) {
                gather.interrupted = this;
                throw thrown;
            }
        }
    }

    private boolean isSmall(long length) {
        return length <= WriteCoalescer.LARGEST_PIECE && core().isInCallback();
    }

    private boolean isQueueing() {
        return queue != null && !queue.isEmpty();
    }

    /// Offers a large write to the kernel, behind the bytes gathered before it.
    private void offer(MemorySegment data) {
        if (data.isNative()) {
            offerNative(data);
            return;
        }
        gather().send(this);
        if (isQueueing()) {
            enqueue(data, 0);
        } else {
            offerInPieces(data);
        }
    }

    private void offerNative(MemorySegment data) {
        long sent = gather().send(this, data);
        if (transport.isEnding()) {
            return;
        }
        if (isQueueing()) {
            enqueue(data, sent);
        } else if (sent == 0) {
            enqueueRest(data, stream().tryWrite(data));
        } else if (sent < data.byteSize()) {
            enqueue(data, sent);
        }
    }

    private void enqueueRest(MemorySegment data, int taken) {
        if (isAccepted(taken) && Math.max(taken, 0) < data.byteSize()) {
            enqueue(data, Math.max(taken, 0));
        }
    }

    /// Copies heap bytes through native memory, a part at a time, because the kernel cannot read the heap.
    private void offerInPieces(MemorySegment data) {
        long at = 0;
        while (at < data.byteSize() && !transport.isEnding()) {
            if (isQueueing()) {
                enqueue(data, at);
                return;
            }
            int count = (int) Math.min(WriteCoalescer.SIZE, data.byteSize() - at);
            gather().claim(this, count).put(data, at, count);
            gather().send(this);
            at += count;
        }
    }

    /// Sends bytes of the loop's read buffer that this connection wrote; the buffer's memory is always valid.
    @Override
    public void sendLent(int from, int size) {
        ReadBuffer buffer = core().readBuffer();
        int taken = isQueueing() ? 0 : stream().tryWrite(buffer.address() + from, size);
        if (taken != size) {
            enqueueRest(buffer.segment().asSlice(from, size), taken);
        }
    }

    /// Sends the bytes that the loop gathered for this connection. Only the write that crosses the mark pauses
    /// the protocol, never this method, which may run in the middle of a large write.
    @Override
    public void sendGathered(Chunk chunk) {
        if (isQueueing()) {
            queue().add(chunk);
            return;
        }
        int taken = chunk.size() == 0 ? 0 : stream().tryWrite(chunk.address(), chunk.size());
        chunk.consume(Math.max(taken, 0));
        if (isAccepted(taken) && chunk.size() > 0) {
            queue().add(chunk);
            submit();
        }
    }

    @Override
    public long sendGathered(Chunk chunk, MemorySegment then) {
        if (isQueueing()) {
            queue().add(chunk);
            return 0;
        }
        int taken = stream().tryWrite(chunk.address(), chunk.size(), then);
        int first = Math.clamp(taken, 0, chunk.size());
        chunk.consume(first);
        if (isAccepted(taken) && chunk.size() > 0) {
            queue().add(chunk);
            submit();
        }
        return Math.max(taken, 0L) - first;
    }

    @Override
    public void sendingFailed(Throwable why) {
        transport.lose(why);
    }

    private boolean isAccepted(int result) {
        if (result >= 0 || result == UvErrors.EAGAIN) {
            return true;
        }
        transport.fail("uv_try_write", result);
        return false;
    }

    /// Queues bytes, behind the bytes gathered before them: gathering may itself have started the queue.
    private void enqueue(MemorySegment data, long offset) {
        gather().send(this);
        queue().add(data, offset);
        submit();
    }

    private WriteQueue queue() {
        WriteQueue current = queue;
        if (current == null) {
            current = stream().isPolled()
                    ? new PolledWriteQueue(core().writeRequests().chunks(), stream())
                    : new RequestedWriteQueue(core().writeRequests(), stream(), flow);
            queue = current;
        }
        return current;
    }

    private void submit() {
        int status = queue().submit();
        if (status < 0) {
            transport.fail("uv_write", status);
        }
    }

    /// The kernel has room again, by the loop's own poll.
    void writable() {
        if (queue instanceof PolledWriteQueue polled) {
            int status = polled.send();
            if (status < 0) {
                transport.fail("write", status);
            } else {
                lessWaits();
            }
        }
    }

    /// A request of libuv's has ended.
    void written(WriteRequest request, int status) {
        ((RequestedWriteQueue) queue()).written(request);
        if (status >= 0) {
            submit();
            lessWaits();
        } else if (status != UvErrors.ECANCELED) {
            transport.fail("uv_write", status);
        }
    }

    private void lessWaits() {
        flow.checkLowWater();
        if (!isQueueing()) {
            transport.drained();
        }
    }

    /// Whether the kernel has taken all bytes.
    boolean isDrained() {
        return !isQueueing() && gather().sizeFor(this) == 0;
    }

    /// Drops the bytes that the kernel does not have.
    void discard() {
        gather().drop(this);
        if (queue != null) {
            queue.discard();
        }
    }

    // --- Flow control

    @Override
    public FlowControl.Pausing transport() {
        return transport;
    }

    @Override
    public long bytes() {
        return gather().sizeFor(this) + (queue == null ? 0 : queue.bytes());
    }

    @Override
    public void flush() {
        gather().flush(this);
    }
}
