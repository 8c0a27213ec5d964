package io.juvloop.testing;

import io.juvloop.Handle;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// One direction of a [MemoryLink]: what one end sends arrives at the other, later and in order.
///
/// Loop thread only. Lives as long as the link.
final class OneWay {
    private final TestLoop loop;
    private final MemoryLink link;
    private final SplittableRandom random;
    private @Nullable MemoryTransport sender;
    private @Nullable MemoryTransport receiver;
    private final Queue<Handle> underway = new ArrayDeque<>();
    private int inside;
    private long lastArrival;

    OneWay(TestLoop loop, MemoryLink link, SplittableRandom random) {
        this.loop = loop;
        this.link = link;
        this.random = random;
    }

    void between(MemoryTransport newSender, MemoryTransport newReceiver) {
        sender = newSender;
        receiver = newReceiver;
    }

    private MemoryTransport receiver() {
        return Objects.requireNonNull(receiver);
    }

    /// How many bytes fit into it now.
    int space() {
        return link.options().window() - inside;
    }

    void send(byte[] bytes) {
        if (link.holds()) {
            inside += bytes.length;
            arriveLater(() -> receiver().arrived(bytes));
        }
    }

    void end() {
        arriveLater(() -> receiver().endArrived());
    }

    void reset() {
        arriveLater(() -> receiver().resetArrived());
    }

    /// Nothing arrives in a loop that is being closed, whose close actions may still send.
    private void arriveLater(Runnable arrival) {
        if (loop.isClosed()) {
            return;
        }
        lastArrival = Math.max(lastArrival, loop.time() + delay());
        underway.add(loop.callAt(lastArrival, () -> {
            underway.remove();
            if (!link.isCut()) {
                arrival.run();
            }
        }));
    }

    /// The sender is gone.
    void senderGone() {
        link.endGone();
    }

    /// The receiver is gone: bytes underway are dropped.
    void drop() {
        underway.forEach(Handle::cancel);
        underway.clear();
    }

    private long delay() {
        long least = link.options().leastDelay().toNanos();
        long greatest = link.options().greatestDelay().toNanos();
        return least == greatest ? least : random.nextLong(least, greatest + 1);
    }

    /// The receiver has taken some bytes out.
    void taken(int bytes) {
        boolean full = space() <= 0;
        inside -= bytes;
        MemoryTransport waiting = Objects.requireNonNull(sender);
        if (full || waiting.hasUnsent()) {
            loop.soon(waiting::writable);
        }
    }

    /// How many bytes the next chunk has.
    int chunk() {
        int smallest = link.options().smallestChunk();
        int largest = link.options().largestChunk();
        return smallest == largest ? smallest : random.nextInt(smallest, largest + 1);
    }
}
