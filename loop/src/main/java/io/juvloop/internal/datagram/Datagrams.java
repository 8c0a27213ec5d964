package io.juvloop.internal.datagram;

import io.juvloop.bindings.AddressCache;
import io.juvloop.bindings.ChunkPool;
import io.juvloop.bindings.UdpBatch;
import io.juvloop.bindings.UdpSendQueue;
import io.juvloop.bindings.UdpSendRequest;
import io.juvloop.bindings.UvLoop;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.LoopTimerHandle;
import io.juvloop.internal.memory.WriteCoalescer;

/// The shared state of a loop's datagram endpoints: known addresses, receive memory, and reusable send
/// requests.
///
/// Loop thread only. Created with the first endpoint, and lives as long as the loop.
public final class Datagrams {
    private final LoopCore core;
    private final UvLoop uv;
    private final ChunkPool chunks;
    private final AddressCache addresses;
    private final ReceiveBuffer buffer;
    private final UdpBatch batch;
    private final UdpSendQueue free = new UdpSendQueue();

    public Datagrams(LoopCore core) {
        this.core = core;
        this.uv = core.uv();
        this.chunks = core.writeRequests().chunks();
        this.addresses = new AddressCache(uv);
        this.buffer = new ReceiveBuffer(uv);
        this.batch = new UdpBatch(uv);
    }

    AddressCache addresses() {
        return addresses;
    }

    ReceiveBuffer buffer() {
        return buffer;
    }

    ChunkPool chunks() {
        return chunks;
    }

    /// Schedules a callback after a number of nanoseconds.
    LoopTimerHandle after(long delay, Runnable callback) {
        return core.timers().add(callback, core.time() + delay, null);
    }

    WriteCoalescer gather() {
        return core.gather();
    }

    UdpBatch batch() {
        return batch;
    }

    UdpSendRequest acquire() {
        return free.isEmpty() ? new UdpSendRequest(uv) : free.take();
    }

    /// The requests for which there is no use at the moment.
    UdpSendQueue free() {
        return free;
    }
}
