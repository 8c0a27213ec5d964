package io.juvloop.testing;

import io.juvloop.WriteBufferLimits;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;

/// The bytes that were written at one end and have no room in the link, and the marks of flow control.
///
/// Loop thread only. A part of a [MemoryTransport], and lives as it does.
final class Outgoing {
    private final MemoryTransport transport;
    private final OneWay way;
    private final Deque<byte[]> unsent = new ArrayDeque<>();
    private WriteBufferLimits limits = WriteBufferLimits.DEFAULT;
    private long bytes;
    private boolean paused;

    Outgoing(MemoryTransport transport, OneWay way) {
        this.transport = transport;
        this.way = way;
    }

    long bytes() {
        return bytes;
    }

    WriteBufferLimits limits() {
        return limits;
    }

    void limits(WriteBufferLimits newLimits) {
        limits = newLimits;
        check();
    }

    /// @param data its own
    void write(byte[] data) {
        unsent.add(data);
        bytes += data.length;
        send();
        check();
    }

    /// There is room in the link.
    void writable() {
        send();
        check();
    }

    private void send() {
        while (!unsent.isEmpty() && way.space() > 0) {
            byte[] next = Objects.requireNonNull(unsent.remove());
            int room = Math.min(next.length, way.space());
            if (room < next.length) {
                unsent.addFirst(Arrays.copyOfRange(next, room, next.length));
                next = Arrays.copyOf(next, room);
            }
            bytes -= room;
            way.send(next);
        }
    }

    private void check() {
        if (!paused && bytes > limits.high()) {
            paused = true;
            transport.pauseProtocol();
        } else if (paused && bytes <= limits.low()) {
            paused = false;
            transport.resumeProtocol();
        }
    }

    /// Sends nothing any more.
    void discard() {
        unsent.clear();
        bytes = 0;
    }
}
