package io.juvloop.internal.fs;

import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.PosixIo;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPoll;
import io.juvloop.internal.core.LoopCore;
import java.nio.channels.AsynchronousCloseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The reads and writes of an open FIFO, terminal or other device that wait for another process. The loop polls
/// the descriptor for them: a waiting thread of libuv's pool would be missing to all other operations, could
/// not be interrupted, and would keep the JVM from exiting.
///
/// A FIFO opened for reading that has never had a writer is not ready, so a read waits for the first writer.
///
/// Loop thread only. Lives from the opening of the file to [#end], before which the descriptor must not be closed.
final class WaitingTransfers {
    private final UvPoll poll;
    private final Supplier<PosixIo> io;
    private final ArrayDeque<TransferFuture<?>> reads = new ArrayDeque<>();
    private final ArrayDeque<TransferFuture<?>> writes = new ArrayDeque<>();
    private int armed;

    private WaitingTransfers(LoopCore core, int descriptor, Supplier<PosixIo> io) {
        this.io = io;
        poll = new UvPoll(core.uv(), descriptor, this::ready);
    }

    /// The waiting transfers of a non-blocking descriptor.
    ///
    /// @return null if its transfers never wait for another process
    static @Nullable WaitingTransfers of(LoopCore core, int descriptor, Supplier<PosixIo> io) {
        if (Platform.current().isWindows()) {
            return null;
        }
        try {
            return Descriptors.kindOf(descriptor) == Descriptors.Kind.OTHER
                    ? null
                    : new WaitingTransfers(core, descriptor, io);
        } catch (UvFailure alwaysReady) {
            return null;
        }
    }

    PosixIo io() {
        return io.get();
    }

    /// Adds a transfer to perform when the file is ready.
    void add(TransferFuture<?> transfer) {
        queue(transfer).add(transfer);
        arm();
    }

    /// Removes a transfer.
    ///
    /// @return whether it was waiting
    boolean remove(TransferFuture<?> transfer) {
        boolean waited = queue(transfer).remove(transfer);
        arm();
        return waited;
    }

    private ArrayDeque<TransferFuture<?>> queue(TransferFuture<?> transfer) {
        return transfer.isReading() ? reads : writes;
    }

    private void ready(int status, int events) {
        if (status < 0) {
            armed = 0;
        }
        int ready = status < 0 ? UvPoll.READABLE | UvPoll.WRITABLE : events;
        if ((ready & UvPoll.READABLE) != 0) {
            serve(reads);
        }
        if ((ready & UvPoll.WRITABLE) != 0) {
            serve(writes);
        }
        arm();
    }

    private static void serve(ArrayDeque<TransferFuture<?>> queue) {
        for (TransferFuture<?> next = queue.poll(); next != null; next = queue.poll()) {
            if (!next.tryNow()) {
                queue.addFirst(next);
                return;
            }
        }
    }

    private void arm() {
        int wanted = (reads.isEmpty() ? 0 : UvPoll.READABLE) | (writes.isEmpty() ? 0 : UvPoll.WRITABLE);
        if (!poll.isOpen() || wanted == armed) {
            return;
        }
        armed = wanted;
        if (wanted == 0) {
            poll.stop();
        } else {
            poll.start(wanted);
        }
    }

    /// Stops polling and fails the waiting transfers.
    void end() {
        List<TransferFuture<?>> waiting = new ArrayList<>(reads);
        waiting.addAll(writes);
        reads.clear();
        writes.clear();
        poll.close();
        waiting.forEach(transfer -> transfer.abandon(new AsynchronousCloseException()));
    }
}
