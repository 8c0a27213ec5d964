package io.juvloop.internal.stream;

import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvStream;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.LoopTimerHandle;
import io.juvloop.internal.memory.ReadBuffer;
import java.util.concurrent.TimeUnit;

/// Ends a connection that was closed while the peer still sends. Closing the socket at once would reset the
/// connection, which can cost the peer data written to it before. So the write side is shut down, incoming data
/// is read and discarded, and the socket is closed when the peer has ended too.
///
/// It ends early after a certain amount of discarded data or a certain time. A connection without unread data
/// is closed at once, as is one that only libuv can look into: on Windows, and where handles are passed.
///
/// Loop thread only. Lives between the last write of a [StreamTransport] and its loss. See RFC 1122, 4.2.2.13.
final class Lingering {
    /// More data than a peer usually has in flight when it learns of the end.
    private static final int MOST = 4 * 1024 * 1024;

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

    private final LoopCore core;
    private final UvStream stream;
    private final Runnable done;
    private final LoopTimerHandle limit;
    private int left = MOST;

    /// Starts to wait for the peer's end, after the write side has been shut down.
    ///
    /// @param done called once at the end, never from within this call
    Lingering(LoopCore core, UvStream stream, Runnable done) {
        this.core = core;
        this.stream = stream;
        this.done = done;
        this.limit = core.timers().add(this::end, core.time() + LONGEST, null);
        var _ = stream.readStart();
    }

    /// Whether there is unread data. Some of it is read and discarded.
    static boolean isNeeded(LoopCore core, UvStream stream) {
        return stream.isOpen() && stream.canReceive() && receive(core, stream) > 0;
    }

    private static int receive(LoopCore core, UvStream stream) {
        return stream.receive(core.readBuffer().address(), ReadBuffer.SIZE);
    }

    /// More data has arrived, or the end.
    void readable() {
        discarded(receive(core, stream));
    }

    /// Data was read and discarded, or the end was.
    ///
    /// @param count of bytes; or a negative number for the end or an error
    void discarded(int count) {
        left -= Math.max(count, 0);
        if (left <= 0 || (count < 0 && count != UvErrors.EAGAIN)) {
            end();
        }
    }

    /// Stops waiting.
    void end() {
        try {
            if (stream.isOpen()) {
                stream.readStop();
            }
        } finally {
            done.run();
        }
        limit.cancel(); // last: after an error it comes here again
    }
}
