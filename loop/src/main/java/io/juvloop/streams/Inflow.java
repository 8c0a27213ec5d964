package io.juvloop.streams;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.Transport;
import io.juvloop.internal.stream.DirectReader;
import io.juvloop.internal.stream.ReceiveQueue;
import io.juvloop.internal.task.Waiter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What flows into a [StreamReader]: bytes, the end or a failure from the transport's side, and at most one task
/// that waits for them on the other.
///
/// Bytes for a task that waits go through the [Handover]; all others wait in the queue, and the transport is
/// paused while more of them wait than twice the limit.
///
/// Loop thread only.
final class Inflow implements DirectReader {
    final EventLoop loop;
    final int limit;
    final ReceiveQueue queue;
    final Handover handover = new Handover();

    private @Nullable Transport transport;
    private @Nullable Throwable failure;
    private boolean ended;
    private boolean paused;
    private boolean inDroppedLine;
    private @Nullable Waiter waiter;
    private @Nullable Task<?> waitingTask;
    private String waitingCall = "";

    Inflow(EventLoop loop, int limit) {
        this.loop = loop;
        this.limit = limit;
        this.queue = new ReceiveQueue(loop);
    }

    // --- From the transport

    void transport(Transport newTransport) {
        if (transport != null) {
            throw new IllegalStateException("the reader has a transport already");
        }
        transport = newTransport;
    }

    Transport transport() {
        Transport feeding = transport;
        if (feeding == null) {
            throw new IllegalStateException("the reader has no transport");
        }
        return feeding;
    }

    /// There is a protocol that will tell of the end of the connection by [#lose], so that native memory can be
    /// used.
    void connected(Transport newTransport) {
        transport(newTransport);
        queue.useNativeMemory();
    }

    void feed(ByteBuffer data) {
        if (ended) {
            throw new IllegalStateException("data after the end of the stream");
        }
        if (inDroppedLine) {
            dropLine(data);
        }
        if (!data.hasRemaining()) {
            return;
        }
        Waiter waiting = waiter;
        if (waiting != null && waiting.isWaiting() && handover.accept(data)) {
            waiting.wake();
        }
        if (data.hasRemaining()) {
            queue.add(data);
            pauseIfFull();
        }
    }

    /// Drops what comes up to and with the next line feed: the rest of a line that was too long.
    void dropRestOfLine() {
        inDroppedLine = true;
    }

    private void dropLine(ByteBuffer data) {
        while (inDroppedLine && data.hasRemaining()) {
            inDroppedLine = data.get() != '\n';
        }
    }

    // --- Straight from the kernel

    /// As many as a task waits for, so that the rest is not copied twice.
    @Override
    public int wanted() {
        Waiter waiting = waiter;
        boolean isWanted = waiting != null && waiting.isWaiting() && queue.isEmpty() && !inDroppedLine;
        return isWanted ? handover.missing() : 0;
    }

    @Override
    public @Nullable MemorySegment target() {
        return handover.target();
    }

    @Override
    public void received(int count) {
        Waiter waiting = waiter;
        if (handover.received(count) && waiting != null) {
            waiting.wake();
        }
    }

    // --- The end

    void end() {
        ended = true;
        wake();
    }

    void fail(Throwable cause) {
        failure = cause;
        wake();
    }

    /// The connection is gone, and with it who would have given native memory back. An end that was not told before is
    /// one now.
    void lose(@Nullable Throwable cause) {
        if (cause == null) {
            end();
        } else {
            fail(cause);
        }
        queue.moveToHeap();
    }

    private void wake() {
        if (waiter != null) {
            waiter.wake();
        }
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    boolean isEnded() {
        return ended;
    }

    // --- Flow control

    void pauseIfFull() {
        if (!paused && transport != null && queue.size() > 2L * limit) {
            paused = true;
            transport.pauseReading();
        }
    }

    /// To be called after bytes were taken.
    void resumeIfRead() {
        if (paused && queue.size() <= limit) {
            resume();
        }
    }

    private void resume() {
        if (paused && transport != null) {
            paused = false;
            transport.resumeReading();
        }
    }

    // --- From the task that reads

    /// To be called first in each read: one at a time, and not after a failure.
    void begin(String call) throws IOException {
        queue.checkThread();
        if (waiter != null) {
            throw new IllegalStateException(
                    call + " while " + waitingTask + " already waits for data in " + waitingCall);
        }
        throwFailure();
    }

    /// Lets a read that waits end without anything.
    void endWait() {
        wake();
    }

    void throwFailure() throws IOException {
        if (failure != null) {
            throw StoredFailure.toThrow(failure);
        }
    }

    /// Sleeps until something came that the handover or the queue has, or the end, or a failure. If the wait
    /// fails instead, what was handed over goes back into the queue.
    void await(String call, long deadline) throws IOException {
        boolean done = false;
        try {
            Waiter wait = Waiter.ofCurrentTask(loop);
            resume();
            waiter = wait;
            waitingCall = call;
            waitingTask = loop.currentTask();
            TimedWait.await(wait, deadline, call);
            done = true;
        } finally {
            waiter = null;
            waitingTask = null;
            if (!done) {
                handover.putBack(queue);
                pauseIfFull();
            }
        }
    }
}
