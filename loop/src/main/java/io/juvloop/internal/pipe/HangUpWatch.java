package io.juvloop.internal.pipe;

import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPoll;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.jdk.Log;
import org.jspecify.annotations.Nullable;

/// Detects that a pipe has lost its reader while no data is written to it.
///
/// libuv does not read from a pipe that is open for writing only, and has one handle per descriptor; so this
/// polls a duplicate. The system reports the missing reader as an error. The duplicate keeps the pipe open for
/// its reader, so it must not outlive the stream.
///
/// Loop thread only. Lives as long as the stream.
final class HangUpWatch {
    private final long copy;
    private final Runnable onHangUp;
    private final UvPoll poll;
    private boolean closed;

    private HangUpWatch(LoopCore core, long copy, Runnable onHangUp) {
        this.copy = copy;
        this.onHangUp = onHangUp;
        this.poll = new UvPoll(core.uv(), copy, (status, events) -> fired());
    }

    /// Starts watching. If that is impossible, for want of descriptors for instance, only a write detects the
    /// loss.
    ///
    /// @return null if it is impossible
    static @Nullable HangUpWatch start(LoopCore core, long descriptor, Runnable onHangUp) {
        if (Platform.current().isWindows()) {
            return null;
        }
        try {
            return of(core, Descriptors.duplicate(descriptor), onHangUp);
        } catch (UvFailure failure) {
            Log.warn("write pipe {0} is not watched for its reader: {1}", descriptor, failure.getMessage());
            return null;
        }
    }

    private static HangUpWatch of(LoopCore core, long copy, Runnable onHangUp) {
        HangUpWatch watch;
        try {
            watch = new HangUpWatch(core, copy, onHangUp);
        } catch (UvFailure failure) {
            Descriptors.close(copy);
            throw failure;
        }
        try {
            watch.poll.start(UvPoll.READABLE);
        } catch (UvFailure failure) {
            watch.close();
            throw failure;
        }
        return watch;
    }

    private void fired() {
        close();
        onHangUp.run();
    }

    void close() {
        if (!closed) {
            closed = true;
            poll.close();
            Descriptors.close(copy);
        }
    }
}
