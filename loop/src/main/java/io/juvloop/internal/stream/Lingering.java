package io.juvloop.internal.stream;

import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvStream;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.TimerCall;
import io.juvloop.internal.memory.ReadBuffer;
import java.util.concurrent.TimeUnit;

/// The end of a connection that was closed while the peer still sends. Closing the socket then would reset the
/// connection, which can cost the peer what was written to it before. So the write side is shut down, what comes is
/// read away, and the socket is closed when the peer has ended too.
///
/// It ends early when much has been read away, or after a while. A connection for which nothing lies unread is closed
/// at once.
///
/// Loop thread only. Lives between the last write of a [StreamTransport] and its loss. See RFC 1122, 4.2.2.13.
final class Lingering {
    /// More than what a peer usually has on its way when it hears of the end.
    private static final int MOST = 4 * 1024 * 1024;

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

    private final LoopCore core;
    private final UvStream stream;
    private final Runnable done;
    private final TimerCall limit;
    private int left = MOST;

    /// Begins to wait for the peer's end; the write side has been shut down.
    ///
    /// @param done called once when it is over, and not from in here
    Lingering(LoopCore core, UvStream stream, Runnable done) {
        this.core = core;
        this.stream = stream;
        this.done = done;
        this.limit = core.timers().add(this::end, core.time() + LONGEST, null);
        var _ = stream.readStart();
    }

    /// Whether something lies unread. Some of it is read away.
    static boolean isNeeded(LoopCore core, UvStream stream) {
        return stream.isOpen() && stream.isPolled() && receive(core, stream) > 0;
    }

    private static int receive(LoopCore core, UvStream stream) {
        return stream.receive(core.readBuffer().address(), ReadBuffer.SIZE);
    }

    /// More has come, or the end.
    void readable() {
        int count = receive(core, stream);
        left -= Math.max(count, 0);
        if (left <= 0 || (count < 0 && count != UvErrors.EAGAIN)) {
            end();
        }
    }

    /// Waits no longer.
    void end() {
        limit.cancel();
        if (stream.isOpen()) {
            stream.readStop();
        }
        done.run();
    }
}
