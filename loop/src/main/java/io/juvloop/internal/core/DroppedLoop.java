package io.juvloop.internal.core;

import io.juvloop.EventLoop;
import io.juvloop.internal.jdk.Cleaning;
import io.juvloop.internal.jdk.Log;
import io.juvloop.internal.jfr.FlightRecordings;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/// Logs that a loop was garbage-collected without having been closed: its descriptors and its memory are lost. Counts
/// the loops for flight recordings, whichever way they end.
///
/// It must not reference the loop. [#closed] loop thread only. See `BaseEventLoop.__del__` of asyncio.
final class DroppedLoop implements Runnable {
    private final @Nullable Throwable created;
    private volatile boolean closed;
    private Cleaner.@Nullable Cleanable cleanable;

    private DroppedLoop(@Nullable Throwable created) {
        this.created = created;
    }

    /// Starts watching a loop.
    ///
    /// @param created where the loop was created, in debug mode
    static DroppedLoop watch(EventLoop loop, @Nullable Throwable created) {
        DroppedLoop watching = new DroppedLoop(created);
        FlightRecordings.loopOpened();
        watching.cleanable = Cleaning.whenCollected(loop, watching);
        return watching;
    }

    /// Stops watching.
    void closed() {
        closed = true;
        if (cleanable != null) {
            cleanable.clean();
        }
    }

    @Override
    public void run() {
        FlightRecordings.loopClosed();
        if (!closed) {
            String how = created == null ? "; debug mode tells where it was made" : "";
            Log.warn("an event loop was dropped without close" + how, created);
        }
    }
}
