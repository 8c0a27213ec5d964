package io.juvloop.streams;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Reads numbers of bytes from a [ReadBuffering]; [SeparatorSearch] reads up to a separator.
///
/// A read that ends by an error of the JVM, such as an exhausted stack, may have taken bytes: it ends the connection.
///
/// Inside a task of the loop. Stateless except for the buffer.
final class ReadOperations {
    private static final byte[] NOTHING = {};

    private final ReadBuffering buffering;

    ReadOperations(ReadBuffering buffering) {
        this.buffering = buffering;
    }

    /// Reads at least one byte, or none at the end.
    byte[] some(String call, int most, long deadline) throws IOException {
        try {
            buffering.begin(call);
            if (buffering.queue.isEmpty() && !buffering.isEnded()) {
                buffering.direct.wantSome(most);
                buffering.await(call, deadline);
                byte[] received = buffering.direct.takeArray();
                if (received.length > 0) {
                    return received;
                }
                buffering.throwFailure();
            }
            if (buffering.queue.isEmpty()) {
                return NOTHING;
            }
            byte[] taken = buffering.queue.take(most);
            buffering.resumeIfRead();
            return taken;
        } catch (VirtualMachineError thrown) {
            buffering.interruption = thrown;
            throw thrown;
        }
    }

    /// Reads at least one byte, unless the target is full.
    ///
    /// @return the number of bytes, or -1 at the end
    int some(String call, ByteBuffer target, long deadline) throws IOException {
        try {
            requireWritable(target);
            if (!target.hasRemaining()) {
                return 0;
            }
            buffering.begin(call);
            if (buffering.queue.isEmpty() && !buffering.isEnded()) {
                buffering.direct.wantSome(target);
                buffering.await(call, deadline);
                int count = buffering.direct.filled();
                buffering.direct.clear();
                if (count > 0) {
                    return count;
                }
                buffering.throwFailure();
            }
            if (buffering.queue.isEmpty()) {
                return -1;
            }
            int taken = buffering.queue.take(target);
            buffering.resumeIfRead();
            return taken;
        } catch (VirtualMachineError thrown) {
            buffering.interruption = thrown;
            throw thrown;
        }
    }

    /// Reads all bytes to the end, in parts no larger than the limit, so that the transport never stays paused.
    byte[] all(String call, long deadline) throws IOException {
        try {
            List<byte[]> blocks = new ArrayList<>();
            int size = 0;
            boolean ended = false;
            try {
                byte[] block = some(call, buffering.limit, deadline);
                while (block.length > 0) {
                    blocks.add(block);
                    size = Math.addExact(size, block.length);
                    block = some(call, buffering.limit, deadline);
                }
                ended = true;
            } finally {
                if (!ended) {
                    buffering.queue.putBack(
                            blocks.stream().map(ByteBuffer::wrap).toList());
                    buffering.pauseIfFull();
                }
            }
            return joined(blocks, size);
        } catch (VirtualMachineError thrown) {
            buffering.interruption = thrown;
            throw thrown;
        }
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
        try {
            buffering.begin(call);
            if (count == 0) {
                return NOTHING;
            }
            if (buffering.queue.size() >= count) {
                byte[] taken = buffering.queue.take(count);
                buffering.resumeIfRead();
                return taken;
            }
            DirectRead direct = buffering.direct;
            direct.wantAll(count, buffering.queue);
            while (!buffering.isEnded()) {
                buffering.await(call, deadline);
                if (direct.isFull()) {
                    return direct.takeArray();
                }
                putBackIfFailed();
            }
            throw new IncompleteReadException(direct.takeArray(), count);
        } catch (VirtualMachineError thrown) {
            buffering.interruption = thrown;
            throw thrown;
        }
    }

    /// Fills a buffer.
    void exactly(String call, ByteBuffer target, long deadline) throws IOException {
        try {
            requireWritable(target);
            buffering.begin(call);
            int count = target.remaining();
            DirectRead direct = buffering.direct;
            direct.wantAll(target);
            try {
                direct.fillFrom(buffering.queue);
                while (!direct.isFull()) {
                    if (buffering.isEnded()) {
                        throw new IncompleteReadException(direct.copyOfFilled(), count);
                    }
                    buffering.await(call, deadline);
                    putBackIfFailed();
                    direct.fillFrom(buffering.queue);
                }
            } finally {
                direct.clear();
            }
            buffering.resumeIfRead();
        } catch (VirtualMachineError thrown) {
            buffering.interruption = thrown;
            throw thrown;
        }
    }

    private void putBackIfFailed() throws IOException {
        if (buffering.failure() != null && !buffering.direct.isFull()) {
            buffering.direct.putBack(buffering.queue);
            buffering.throwFailure();
        }
    }

    private static void requireWritable(ByteBuffer target) {
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("the buffer to read into is read-only");
        }
    }
}
