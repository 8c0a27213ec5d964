package io.juvloop.internal.tls;

import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.LoopTimerHandle;
import io.juvloop.internal.core.Surely;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The time that the handshake of an encrypted connection may take, and then its end.
///
/// Loop thread only. A part of a [TlsConnection], and lives as it does.
final class TlsLimit {
    private final LoopCore core;
    private @Nullable LoopTimerHandle timer;

    TlsLimit(LoopCore core) {
        this.core = core;
    }

    /// Begins, instead of the earlier one.
    ///
    /// @param isOver called when the time is over, and again if an error came out of it
    void begin(Duration time, Runnable isOver) {
        cancel();
        timer = core.timers().add(() -> Surely.run(isOver), Deadline.after(time), null);
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
