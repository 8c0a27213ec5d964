package io.juvloop.streams;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Task;
import io.juvloop.Transport;
import io.juvloop.internal.stream.DirectReader;
import io.juvloop.internal.stream.ReceiveQueue;
import io.juvloop.internal.task.Waiter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The input of a [StreamReader]: the transport's side adds bytes, the end or a failure, and at most one task
/// waits for them on the other side.
///
/// Bytes for a waiting task go through the [DirectRead]; all others are queued, and the transport is paused while
/// more than twice the limit is queued.
///
/// Loop thread only.
final class ReadBuffering implements DirectReader {
    final EventLoop loop;
    final int limit;
    final ReceiveQueue queue;
    final DirectRead direct = new DirectRead();

    private @Nullable Transport transport;
    private @Nullable Throwable failure;

    /// What ended a read, at a place where bytes may have been taken: the reader fails with it. An assignment is all
    /// that is sure to be possible near the end of the stack.
    @Nullable
    VirtualMachineError interruption;

    private boolean ended;
    private boolean paused;
    private boolean inDroppedLine;
    private @Nullable Waiter waiter;
    private @Nullable Task<?> waitingTask;
    private String waitingCall = "";

    ReadBuffering(EventLoop loop, int limit) {
        this.loop = loop;
        this.limit = limit;
        this.queue = new ReceiveQueue(loop);
    }

    // --- Calls of the transport

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

    /// Another transport feeds from now on, which is not paused: TLS over the one before.
    void replaceTransport(Transport newTransport) {
        transport = newTransport;
        paused = false;
        pauseIfFull();
    }

    /// Whether data can be written after the end of the stream, which encrypted connections do not allow.
    boolean canWriteAfterEnd() {
        return transport == null || transport.extraInfo(ExtraInfo.SSL_OBJECT) == null;
    }

    /// A protocol is connected that will report the end of the connection by [#lose], so that native memory can
    /// be used.
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
        if (waiting != null && waiting.isWaiting() && direct.accept(data)) {
            waiting.wake();
        }
        if (data.hasRemaining()) {
            queue.add(data);
            pauseIfFull();
        }
    }

    /// Drops bytes up to and including the next line feed: the rest of a line that was too long.
    void dropRestOfLine() {
        inDroppedLine = true;
    }

    private void dropLine(ByteBuffer data) {
        while (inDroppedLine && data.hasRemaining()) {
            inDroppedLine = data.get() != '\n';
        }
    }

    // --- Bytes directly from the kernel

    /// The number of bytes that the task waits for, so that the remaining bytes are not copied twice.
    @Override
    public int wanted() {
        Waiter waiting = waiter;
        boolean isWanted = waiting != null && waiting.isWaiting() && queue.isEmpty() && !inDroppedLine;
        return isWanted ? direct.missing() : 0;
    }

    @Override
    public @Nullable MemorySegment target() {
        return direct.target();
    }

    @Override
    public void received(int count) {
        Waiter waiting = waiter;
        if (direct.received(count) && waiting != null) {
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

    /// The connection is lost, and native memory would no longer be released. If the end was not reported
    /// before, it is reported now.
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
        failIfInterrupted();
        return failure;
    }

    /// A connection does not continue with a gap in its bytes.
    private void failIfInterrupted() {
        VirtualMachineError error = interruption;
        if (error != null) {
            if (transport != null) {
                transport.abort();
            }
            fail(new IOException("bytes were lost, as a read ended by an error", error));
            interruption = null;
        }
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

    /// Resumes reading if enough bytes were taken; call it after bytes were taken.
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

    // --- Calls of the reading task

    /// Begins a read: only one at a time, and not after a failure.
    void begin(String call) throws IOException {
        queue.checkThread();
        if (waiter != null) {
            throw new IllegalStateException(
                    call + " while " + waitingTask + " already waits for data in " + waitingCall);
        }
        throwFailure();
    }

    /// Lets a waiting read end without bytes.
    void endWait() {
        wake();
    }

    void throwFailure() throws IOException {
        failIfInterrupted();
        if (failure != null) {
            throw StoredFailure.toThrow(failure);
        }
    }

    /// Waits until the direct read or the queue has bytes, or the end or a failure is reported. If the wait fails
    /// instead, bytes that were handed over go back to the queue.
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
                direct.putBack(queue);
                pauseIfFull();
            }
        }
    }
}
