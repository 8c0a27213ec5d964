package io.juvloop;

import java.util.Map;
import java.util.Objects;

/// The statistics of a loop: what is open now, and totals since the loop was created. They are always counted.
///
/// Any thread. Immutable; a snapshot.
///
/// @param handles libuv's handles by type, such as `TCP`
/// @param requests libuv's requests by type, such as `WRITE`
/// @param nativeBytesInUse memory of live handles, requests and queued writes
/// @param nativeBytesReserved memory taken from the system for them, reused until the loop closes
/// @param upcallStubs upcall stubs of this process, whose number does not grow with the loops
/// @param readyCallbacks callbacks that wait for their batch
/// @param pendingTimers timers that are not due
/// @param tasks tasks that are not done
/// @param turns batches of callbacks run so far
/// @param iterations iterations of the loop so far, each with one wait for events
/// @param callbacksRun scheduled callbacks and timers run so far; calls of protocols do not count
/// @param stepsRun steps of tasks, from one wait to the next, run so far
/// @param tasksCreated tasks created so far
/// @param connectionsOpened connections opened so far: streams over sockets, pipes and terminals
/// @param connectionsAccepted those of them that a server has accepted
/// @param connectionsLost those of them that have ended
/// @param bytesReceived bytes that streams have received so far
/// @param bytesSent bytes of streams that the kernel has accepted so far, without files that the kernel sends itself
/// @param tls the statistics of encrypted connections
public record LoopStats(
        Map<String, Count> handles,
        Map<String, Count> requests,
        long nativeBytesInUse,
        long nativeBytesReserved,
        int upcallStubs,
        int readyCallbacks,
        int pendingTimers,
        int tasks,
        long turns,
        long iterations,
        long callbacksRun,
        long stepsRun,
        long tasksCreated,
        long connectionsOpened,
        long connectionsAccepted,
        long connectionsLost,
        long bytesReceived,
        long bytesSent,
        Tls tls) {

    /// Checks that no required component is null.
    public LoopStats {
        Objects.requireNonNull(handles, "the handles are null");
        Objects.requireNonNull(requests, "the requests are null");
        Objects.requireNonNull(tls, "the counts of TLS are null");
    }

    /// The statistics of the encrypted connections of a loop.
    ///
    /// @param engines the TLS engines, one for each encrypted connection
    /// @param handshakes the handshakes that succeeded
    /// @param resumed those of them that resumed a session
    /// @param failed the handshakes that failed
    public record Tls(Count engines, long handshakes, long resumed, long failed) {
        /// Checks that no component is null.
        public Tls {
            Objects.requireNonNull(engines, "the engines are null");
        }
    }

    /// Returns the number of connections that are open now.
    ///
    /// @return the number opened minus the number lost
    public long connectionsOpen() {
        return connectionsOpened - connectionsLost;
    }

    /// The number of objects of a kind that were created and closed.
    ///
    /// @param created the number created so far
    /// @param closed the number closed so far
    public record Count(long created, long closed) {
        /// Returns the number of objects that are open now.
        ///
        /// @return the number created minus the number closed
        public long live() {
            return created - closed;
        }
    }
}
