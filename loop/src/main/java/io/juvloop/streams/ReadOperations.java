package io.juvloop.streams;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Reads numbers of bytes from an [ReadBuffering]; [SeparatorSearch] reads up to a separator.
///
/// Inside a task of the loop. Stateless except for the inflow.
final class ReadOperations {
    private static final byte[] NOTHING = {};

    private final ReadBuffering inflow;

    ReadOperations(ReadBuffering inflow) {
        this.inflow = inflow;
    }

    /// Reads at least one byte, or none at the end.
    byte[] some(String call, int most, long deadline) throws IOException {
        inflow.begin(call);
        if (inflow.queue.isEmpty() && !inflow.isEnded()) {
            inflow.handover.wantSome(most);
            inflow.await(call, deadline);
            byte[] came = inflow.handover.takeArray();
            if (came.length > 0) {
                return came;
            }
            inflow.throwFailure();
        }
        if (inflow.queue.isEmpty()) {
            return NOTHING;
        }
        byte[] taken = inflow.queue.take(most);
        inflow.resumeIfRead();
        return taken;
    }

    /// Reads at least one byte, unless the target is full.
    ///
    /// @return the number of bytes, or -1 at the end
    int some(String call, ByteBuffer target, long deadline) throws IOException {
        requireWritable(target);
        if (!target.hasRemaining()) {
            return 0;
        }
        inflow.begin(call);
        if (inflow.queue.isEmpty() && !inflow.isEnded()) {
            inflow.handover.wantSome(target);
            inflow.await(call, deadline);
            int came = inflow.handover.filled();
            inflow.handover.clear();
            if (came > 0) {
                return came;
            }
            inflow.throwFailure();
        }
        if (inflow.queue.isEmpty()) {
            return -1;
        }
        int taken = inflow.queue.take(target);
        inflow.resumeIfRead();
        return taken;
    }

    /// Reads all bytes to the end, in parts no larger than the limit, so that the transport never stays paused.
    byte[] all(String call, long deadline) throws IOException {
        List<byte[]> blocks = new ArrayList<>();
        int size = 0;
        boolean ended = false;
        try {
            byte[] block = some(call, inflow.limit, deadline);
            while (block.length > 0) {
                blocks.add(block);
                size = Math.addExact(size, block.length);
                block = some(call, inflow.limit, deadline);
            }
            ended = true;
        } finally {
            if (!ended) {
                inflow.queue.putBack(blocks.stream().map(ByteBuffer::wrap).toList());
                inflow.pauseIfFull();
            }
        }
        return joined(blocks, size);
    }

    private static byte[] joined(List<byte[]> blocks, int size) {
        byte[] joined = new byte[size];
        int at = 0;
        for (byte[] block : blocks) {
            System.arraycopy(block, 0, joined, at, block.length);
            at += block.length;
        }
        return joined;
    }

    /// Reads a number of bytes.
    byte[] exactly(String call, int count, long deadline) throws IOException {
        inflow.begin(call);
        if (count == 0) {
            return NOTHING;
        }
        if (inflow.queue.size() >= count) {
            byte[] taken = inflow.queue.take(count);
            inflow.resumeIfRead();
            return taken;
        }
        DirectRead handover = inflow.handover;
        handover.wantAll(count, inflow.queue);
        while (!inflow.isEnded()) {
            inflow.await(call, deadline);
            if (handover.isFull()) {
                return handover.takeArray();
            }
            putBackIfFailed();
        }
        throw new IncompleteReadException(handover.takeArray(), count);
    }

    /// Fills a buffer.
    void exactly(String call, ByteBuffer target, long deadline) throws IOException {
        requireWritable(target);
        inflow.begin(call);
        int count = target.remaining();
        DirectRead handover = inflow.handover;
        handover.wantAll(target);
        try {
            handover.fillFrom(inflow.queue);
            while (!handover.isFull()) {
                if (inflow.isEnded()) {
                    throw new IncompleteReadException(handover.copyOfFilled(), count);
                }
                inflow.await(call, deadline);
                putBackIfFailed();
                handover.fillFrom(inflow.queue);
            }
        } finally {
            handover.clear();
        }
        inflow.resumeIfRead();
    }

    private void putBackIfFailed() throws IOException {
        if (inflow.failure() != null && !inflow.handover.isFull()) {
            inflow.handover.putBack(inflow.queue);
            inflow.throwFailure();
        }
    }

    private static void requireWritable(ByteBuffer target) {
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("the buffer to read into is read-only");
        }
    }
}
