package io.juvloop.internal.pipe;

import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.OpenedDescriptors;
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
    private final OpenedDescriptors copies;
    private final Runnable onHangUp;
    private final UvPoll poll;

    private HangUpWatch(LoopCore core, OpenedDescriptors copies, long copy, Runnable onHangUp) {
        this.copies = copies;
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
            return of(core, descriptor, onHangUp);
        } catch (UvFailure failure) {
            Log.warn("write pipe {0} is not watched for its reader: {1}", descriptor, failure.getMessage());
            return null;
        }
    }

    private static HangUpWatch of(LoopCore core, long descriptor, Runnable onHangUp) {
        OpenedDescriptors copies = new OpenedDescriptors();
        HangUpWatch watch = null;
        try {
            int copy = copies.open(() -> (int) Descriptors.duplicate(descriptor));
            watch = new HangUpWatch(core, copies, copy, onHangUp);
            watch.poll.start(UvPoll.READABLE);
            return watch;
        } catch (Throwable thrown) {
            if (watch != null) {
                watch.close();
            }
            copies.close();
            throw thrown;
        }
    }

    /// The poll is the last to go: until then it reports again, if an error came in between.
    private void fired() {
        onHangUp.run();
        close();
    }

    /// After an error it can be called again.
    void close() {
        poll.close();
        copies.close();
    }
}
