package io.juvloop.internal.pipe;

import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.Host;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPoll;
import io.juvloop.internal.UvEventLoop;
import org.jspecify.annotations.Nullable;

/// Notices that a pipe has no reader any more, while nothing is written to it.
///
/// libuv does not read from what is open for writing only, and has one handle for a descriptor; so this watches
/// a copy of it. The system tells of the missing reader as an error. The copy keeps the pipe open for its
/// reader, so it must not outlive the stream.
///
/// Loop thread only. Lives as long as the stream.
final class HangUpWatch {
    private final UvEventLoop loop;
    private final long copy;
    private final Runnable onHangUp;
    private final UvPoll poll;
    private boolean closed;

    private HangUpWatch(UvEventLoop loop, long copy, Runnable onHangUp) {
        this.loop = loop;
        this.copy = copy;
        this.onHangUp = onHangUp;
        this.poll = new UvPoll(loop.uv(), copy, (status, events) -> fired());
    }

    /// Begins to watch.
    ///
    /// @return null where there is no such copy; then writing is what notices
    static @Nullable HangUpWatch start(UvEventLoop loop, long descriptor, Runnable onHangUp) {
        if (Host.current().isWindows()) {
            return null;
        }
        long copy;
        try {
            copy = Descriptors.duplicate(descriptor);
        } catch (UvFailure noneLeft) {
            return null;
        }
        try {
            HangUpWatch watch = new HangUpWatch(loop, copy, onHangUp);
            watch.poll.start(UvPoll.READABLE);
            return watch;
        } catch (UvFailure refused) {
            Descriptors.close(copy);
            return null;
        }
    }

    private void fired() {
        close();
        onHangUp.run();
        loop.endCallback();
    }

    void close() {
        if (!closed) {
            closed = true;
            poll.close();
            Descriptors.close(copy);
        }
    }
}
