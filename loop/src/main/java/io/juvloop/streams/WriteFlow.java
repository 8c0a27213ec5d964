package io.juvloop.streams;

import io.juvloop.EventLoop;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.task.Waiter;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tasks that wait for a connection to take more data, or to be closed; asyncio's `FlowControlMixin`.
///
/// Loop thread only.
final class WriteFlow {
    private final EventLoop loop;
    private @Nullable List<Waiter> drainers;
    private @Nullable List<Waiter> closers;
    private @Nullable Throwable cause;
    private boolean paused;
    private boolean lost;

    WriteFlow(EventLoop loop) {
        this.loop = loop;
    }

    // --- Calls of the transport

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        drainers = wakeAll(drainers);
    }

    void lose(@Nullable Throwable why) {
        lost = true;
        cause = why;
        drainers = wakeAll(drainers);
        closers = wakeAll(closers);
    }

    private static @Nullable List<Waiter> wakeAll(@Nullable List<Waiter> waiters) {
        if (waiters != null) {
            waiters.forEach(Waiter::wake);
        }
        return null;
    }

    // --- Calls of tasks

    /// Waits while writing is paused.
    void drain(long deadline) throws IOException {
        if (lost) {
            throw new SocketException("Connection reset: nothing can be sent any more");
        }
        if (paused) {
            List<Waiter> waiters = drainers == null ? new ArrayList<>(1) : drainers;
            drainers = waiters;
            await(waiters, "drain", deadline);
            if (cause != null) {
                throw StoredFailure.toThrow(cause);
            }
        }
    }

    /// Waits until the connection is gone.
    void waitClosed() throws IOException {
        if (!lost) {
            List<Waiter> waiters = closers == null ? new ArrayList<>(1) : closers;
            closers = waiters;
            await(waiters, "waitClosed", Deadline.NEVER);
        }
        if (cause != null) {
            throw StoredFailure.toThrowAtEnd(cause);
        }
    }

    private void await(List<Waiter> waiters, String call, long deadline) throws IOException {
        Waiter wait = Waiter.ofCurrentTask(loop);
        waiters.add(wait);
        try {
            TimedWait.await(wait, deadline, call);
        } finally {
            if (!wait.isWoken()) {
                waiters.remove(wait);
            }
        }
    }
}
