package io.juvloop.internal.core;

import io.juvloop.bindings.UvStream;
import io.juvloop.internal.jfr.Recorder;
import org.jspecify.annotations.Nullable;

/// Counts the stream connections of a loop, and tells a flight recording of them. Pipes and terminals count too.
///
/// Loop thread only, except the numbers, which are slightly old elsewhere.
public final class Connections {
    private long accepted;
    private long opened;
    private long lost;

    /// One begins.
    ///
    /// @param byServer whether a server has accepted it
    public void opened(Object transport, boolean byServer) {
        opened++;
        if (byServer) {
            accepted++;
        }
        Recorder.get().connectionOpened(transport, byServer);
    }

    /// One has ended.
    public void lost(Object transport, UvStream stream, @Nullable Throwable cause, boolean aborted) {
        Recorder.get().connectionLost(transport, stream.bytesReceived(), stream.bytesSent(), cause, aborted);
        lost++; // last, so that after an error it can be called again
    }

    public long accepted() {
        return accepted;
    }

    public long opened() {
        return opened;
    }

    public long lost() {
        return lost;
    }
}
