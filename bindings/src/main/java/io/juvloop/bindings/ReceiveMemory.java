package io.juvloop.bindings;

import java.lang.foreign.MemorySegment;

/// The memory that libuv reads and receives into during one `uv_run`; what it holds is valid until the next.
///
/// A stream is given what is left, at most 64 KiB, and keeps only what it has read. A datagram socket is given places
/// of 64 KiB: eight, of which libuv fills as many with one call of the system as there are datagrams, or one where it
/// receives one by one:
///
/// ```
/// | stream: 900 bytes | stream: 17 bytes | ... | place | place | place | place | place | place | place | place | ... |
/// ```
///
/// When it is full, libuv is given nothing, answers ENOBUFS and asks again in the next run. Then all wait that had
/// their turn, until everybody who asks has had one.
///
/// Loop thread only. Made at the first read, and lives as long as its loop.
final class ReceiveMemory {
    static final int PLACE = 64 * 1024;
    static final int PLACES_AT_ONCE = 8;
    static final int PLACES = 4 * PLACES_AT_ONCE;

    /// For who was never given memory.
    static final long NEVER = -1;

    private static final int LEAST = 4096;
    private static final int ALIGNMENT = 64;

    private final MemorySegment segment;
    private final long base;
    private final long limit;
    private long free;
    private long run;
    private long turnsSince;
    private boolean somebodyWaits;

    ReceiveMemory(UvLoop loop) {
        segment = loop.allocate((long) PLACES * PLACE);
        base = segment.address();
        limit = base + segment.byteSize();
        free = base;
    }

    MemorySegment segment() {
        return segment;
    }

    /// Begins a run of libuv: nobody needs any more what the last one brought.
    void begin() {
        free = base;
        run++;
        if (!somebodyWaits) {
            turnsSince = run;
        }
        somebodyWaits = false;
    }

    /// The number of this run.
    long run() {
        return run;
    }

    /// Whether somebody must wait until others had their turn.
    private boolean hadItsTurn(long lastRun) {
        return lastRun >= turnsSince && lastRun < run;
    }

    private boolean refuse(long buf, boolean hadItsTurn) {
        Abi.putBuffer(buf, 0, 0);
        somebodyWaits |= !hadItsTurn;
        return false;
    }

    /// Fills a `uv_buf_t` for a stream; it is left empty if nothing is left, or others have their turn.
    ///
    /// @param lastRun the last run in which the stream was given memory, or [#NEVER]
    /// @return whether it is given some
    boolean provideForStream(long buf, long lastRun) {
        long room = Math.min(limit - free, PLACE);
        if (room < LEAST || hadItsTurn(lastRun)) {
            return refuse(buf, lastRun >= turnsSince);
        }
        Abi.putBuffer(buf, free, room);
        return true;
    }

    /// A stream has read into what it was given.
    void keep(long from, long count) {
        if (from == free) {
            free = Math.min(limit, from + count + ALIGNMENT - 1 & -ALIGNMENT);
        }
    }

    /// Fills a `uv_buf_t` for a datagram socket, with memory that is its own for this run; it is left empty if too
    /// little is left, or others have their turn.
    ///
    /// @param lastRun the last run in which the socket was given memory, or [#NEVER]
    /// @param places how many it takes together
    /// @return whether it is given them
    boolean provideForDatagrams(long buf, long lastRun, int places) {
        long from = base + ((free - base + PLACE - 1) & -PLACE);
        long size = (long) places * PLACE;
        if (limit - from < size || hadItsTurn(lastRun)) {
            return refuse(buf, lastRun >= turnsSince);
        }
        free = from + size;
        Abi.putBuffer(buf, from, size);
        return true;
    }

    /// The end of what a datagram socket was given last is free again.
    void giveBack(long from) {
        free = Math.min(free, from);
    }
}
