package io.juvloop.bindings;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Send requests one behind the other, linked through themselves.
///
/// They change hands by assignments between two calls, so that an error out of any call leaves each request with one
/// owner.
///
/// Loop thread only. The requests belong to the queue until they are taken out.
public final class UdpSendQueue {
    private @Nullable UdpSendRequest first;
    private @Nullable UdpSendRequest last;
    private int count;

    /// Makes an empty queue.
    public UdpSendQueue() {}

    /// Whether there is no request.
    ///
    /// @return true if there is none
    public boolean isEmpty() {
        return count == 0;
    }

    /// The number of requests.
    ///
    /// @return the number
    public int count() {
        return count;
    }

    /// The first request.
    ///
    /// @return the request, still in the queue
    public UdpSendRequest first() {
        return Objects.requireNonNull(first, "the queue is empty");
    }

    /// Adds a request behind the others.
    ///
    /// @param request which now belongs to the queue
    public void add(UdpSendRequest request) {
        request.next = null;
        if (last == null) {
            first = request;
        } else {
            last.next = request;
        }
        last = request;
        count++;
    }

    /// Adds a request without its datagram, whose bytes go back to their pool. After an error the request has its owner
    /// still, and this can be called again.
    ///
    /// @param request which now belongs to the queue
    /// @param pool that the bytes came from
    public void addCleared(UdpSendRequest request, ChunkPool pool) {
        request.clear(pool);
        request.next = null;
        if (last == null) {
            first = request;
        } else {
            last.next = request;
        }
        last = request;
        count++;
    }

    /// Takes the first request out.
    ///
    /// @return the request, which belongs to the caller
    public UdpSendRequest take() {
        UdpSendRequest taken = first();
        first = taken.next;
        if (first == null) {
            last = null;
        }
        taken.next = null;
        count--;
        return taken;
    }

    /// Moves the first request to another queue, without its datagram. After an error it is here still, and this can be
    /// called again.
    ///
    /// @param free the other queue
    /// @param pool that the datagram's bytes came from
    public void release(UdpSendQueue free, ChunkPool pool) {
        UdpSendRequest ended = first();
        ended.clear(pool);
        first = ended.next;
        if (first == null) {
            last = null;
        }
        count--;
        ended.next = free.first;
        free.first = ended;
        if (free.last == null) {
            free.last = ended;
        }
        free.count++;
    }

    /// Adds the first datagrams to a batch for the kernel; they also stay here.
    ///
    /// @param batch with room for one at least
    public void addTo(UdpBatch batch) {
        for (UdpSendRequest each = first; each != null && !batch.isFull(); each = each.next) {
            each.addTo(batch);
        }
    }
}
