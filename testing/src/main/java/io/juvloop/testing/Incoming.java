package io.juvloop.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/// The bytes that have arrived at one end and were not received: merged, and cut anew.
///
/// Loop thread only. A part of a [MemoryTransport], and lives as it does.
final class Incoming {
    private final TestLoop loop;
    private final MemoryTransport transport;
    private final OneWay way;
    private final Deque<byte[]> arrived = new ArrayDeque<>();
    private int offset;
    private int available;
    private boolean begun;
    private boolean paused;
    private boolean dropped;
    private boolean refused;
    private boolean endArrived;
    private boolean ended;
    private boolean scheduled;

    Incoming(TestLoop loop, MemoryTransport transport, OneWay way) {
        this.loop = loop;
        this.transport = transport;
        this.way = way;
    }

    void begin() {
        begun = true;
        schedule();
    }

    void add(byte[] bytes) {
        if (refused) {
            return;
        }
        if (dropped) {
            way.taken(bytes.length);
        } else {
            arrived.add(bytes);
            available += bytes.length;
            schedule();
        }
    }

    void end() {
        endArrived = true;
        schedule();
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        schedule();
    }

    boolean isReading() {
        return !paused && !dropped && !ended;
    }

    /// Receives nothing any more.
    void drop() {
        if (!dropped) {
            dropped = true;
            int unread = available;
            arrived.clear();
            available = 0;
            if (unread > 0) {
                way.taken(unread);
            }
        }
    }

    /// Takes nothing any more: what was sent stays in the link, and the sender waits until it learns of the reset.
    void refuse() {
        refused = true;
        dropped = true;
        arrived.clear();
        available = 0;
    }

    private boolean isDue() {
        return begun && isReading() && (available > 0 || endArrived);
    }

    private void schedule() {
        if (isDue() && !scheduled && !loop.isClosed()) {
            scheduled = true;
            var _ = loop.callSoon(this::deliver);
        }
    }

    private void deliver() {
        scheduled = false;
        if (!isDue()) {
            return;
        }
        if (available > 0) {
            transport.receive(Math.min(available, way.chunk()));
        } else {
            ended = true;
            transport.endOfStream();
        }
        schedule();
    }

    /// Takes the next bytes out.
    ///
    /// @param count at most as many as are here
    byte[] take(int count) {
        byte[] bytes = new byte[Math.min(count, available)];
        int filled = 0;
        while (filled < bytes.length) {
            byte[] head = Objects.requireNonNull(arrived.peek());
            int part = Math.min(head.length - offset, bytes.length - filled);
            System.arraycopy(head, offset, bytes, filled, part);
            filled += part;
            offset += part;
            if (offset == head.length) {
                arrived.remove();
                offset = 0;
            }
        }
        available -= bytes.length;
        way.taken(bytes.length);
        return bytes;
    }
}
