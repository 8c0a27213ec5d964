package io.juvloop.bindings;

import java.lang.foreign.MemorySegment;

/// The memory that libuv reads and receives into during one `uv_run`; its contents are valid until the next.
///
/// A stream gets the remaining memory, at most 64 KiB, and keeps only the part that it has read. A datagram
/// socket gets places of 64 KiB: eight, of which libuv fills as many with one system call as there are datagrams,
/// or one where it receives them singly:
///
/// ```
/// | stream: 900 bytes | stream: 17 bytes | ... | place | place | place | place | place | place | place | place | ... |
/// ```
///
/// When it is full, libuv gets no memory, reports ENOBUFS and tries again in the next run. Then every handle that
/// had its turn waits until all the others that ask have had theirs.
///
/// Loop thread only. Made at the first read, and lives as long as its loop.
final class ReceiveMemory {
    static final int PLACE = 64 * 1024;
    static final int PLACES_AT_ONCE = 8;
    static final int PLACES = 4 * PLACES_AT_ONCE;

    /// For a handle that was never given memory.
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

    /// Begins a run of libuv; the data of the last run is no longer needed.
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

    /// Whether a handle must wait until others had their turn.
    private boolean hadItsTurn(long lastRun) {
        return lastRun >= turnsSince && lastRun < run;
    }

    private boolean refuse(long buf, boolean hadItsTurn) {
        Abi.putBuffer(buf, 0, 0);
        somebodyWaits |= !hadItsTurn;
        return false;
    }

    /// Fills a `uv_buf_t` for a stream. It stays empty if no memory is left, or others have their turn.
    ///
    /// @param lastRun the last run in which the stream was given memory, or [#NEVER]
    /// @return whether it was given memory
    boolean provideForStream(long buf, long lastRun) {
        long room = Math.min(limit - free, PLACE);
        if (room < LEAST || hadItsTurn(lastRun)) {
            return refuse(buf, lastRun >= turnsSince);
        }
        Abi.putBuffer(buf, free, room);
        return true;
    }

    /// A stream has read into its memory.
    void keep(long from, long count) {
        if (from == free) {
            free = Math.min(limit, from + count + ALIGNMENT - 1 & -ALIGNMENT);
        }
    }

    /// Fills a `uv_buf_t` for a datagram socket, with memory that is its own for this run. It stays empty if too
    /// little is left, or others have their turn.
    ///
    /// @param lastRun the last run in which the socket was given memory, or [#NEVER]
    /// @param places how many it takes together
    /// @return whether it was given them
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

    /// Releases the end of the memory that a datagram socket was given last.
    void giveBack(long from) {
        free = Math.min(free, from);
    }
}
