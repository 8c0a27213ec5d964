package io.juvloop;

import java.util.Map;
import java.util.Objects;

/// What a loop holds and has done; always counted.
///
/// Any thread. Immutable; a snapshot.
///
/// @param handles libuv's handles by type, such as `TCP`
/// @param requests libuv's requests by type, such as `WRITE`
/// @param nativeBytesInUse memory of live handles, requests and queued writes
/// @param nativeBytesReserved memory taken from the system for them, reused until the loop closes
/// @param upcallStubs made in this process, a number that does not grow with the loops
/// @param readyCallbacks waiting for their turn
/// @param pendingTimers not yet due
/// @param tasks not done
/// @param turns batches of callbacks run so far
/// @param iterations how often the loop has gone round; between two of them it waits
/// @param callbacksRun scheduled callbacks and timers run so far; calls of protocols do not count
/// @param stepsRun stretches of tasks between two waits, run so far
/// @param tasksCreated so far; those that are not among `tasks` are done
/// @param connectionsOpened so far: streams over sockets, pipes and terminals
/// @param connectionsAccepted how many of them servers have accepted
/// @param connectionsLost how many of them have ended
/// @param bytesReceived by streams so far
/// @param bytesSent by streams so far, as the kernel took them; files that it sends itself do not count
/// @param tls encrypted connections
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

    /// The encrypted connections of a loop.
    ///
    /// @param engines that encrypt and decrypt, one for each connection
    /// @param handshakes that went well
    /// @param resumed those of them that resumed a session, and so were short
    /// @param failed handshakes that did not
    public record Tls(Count engines, long handshakes, long resumed, long failed) {
        /// Checks that no component is null.
        public Tls {
            Objects.requireNonNull(engines, "the engines are null");
        }
    }

    /// How many connections there are now.
    ///
    /// @return opened and not lost
    public long connectionsOpen() {
        return connectionsOpened - connectionsLost;
    }

    /// How many were made and how many are gone.
    ///
    /// @param created made so far
    /// @param closed gone so far
    public record Count(long created, long closed) {
        /// How many there are now.
        ///
        /// @return created and not closed
        public long live() {
            return created - closed;
        }
    }
}
