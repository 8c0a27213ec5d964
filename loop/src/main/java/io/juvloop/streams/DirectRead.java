package io.juvloop.streams;

import io.juvloop.internal.stream.ReceiveQueue;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The destination of the bytes that a task waits for: they are passed directly from the loop's read buffer to
/// the result or to the caller's memory, without the queue.
///
/// The queue is empty while bytes are wanted, because a task waits only after it has taken all queued bytes.
/// One object serves all reads of a reader.
///
/// Loop thread only.
final class DirectRead {
    /// Larger results grow with the received bytes, because a peer may announce more than it sends.
    private static final int LARGEST_AT_ONCE = 1024 * 1024;

    private static final byte[] NOTHING = {};

    private byte[] array = NOTHING;
    private @Nullable ByteBuffer target;
    private int begin;
    private int wanted;
    private int filled;
    private boolean all;

    // --- Starting a read

    /// Wants the next bytes, in a new array.
    void wantSome(int most) {
        wanted = most;
    }

    /// Wants the next bytes, in a buffer.
    void wantSome(ByteBuffer buffer) {
        target = buffer;
        begin = buffer.position();
        wanted = buffer.remaining();
    }

    /// Wants a number of bytes in a new array; some of them may be in the queue.
    void wantAll(int count, ReceiveQueue queue) {
        all = true;
        wanted = count;
        array = new byte[Math.min(count, LARGEST_AT_ONCE)];
        int here = (int) Math.min(queue.size(), count);
        reserve(here);
        queue.take(array, 0, here);
        filled = here;
    }

    /// Wants a buffer to be filled.
    void wantAll(ByteBuffer buffer) {
        all = true;
        wantSome(buffer);
    }

    /// Takes queued bytes into the buffer to be filled.
    void fillFrom(ReceiveQueue queue) {
        filled += queue.take(Objects.requireNonNull(target));
    }

    boolean isFull() {
        return filled == wanted;
    }

    // --- Bytes directly from the kernel

    /// The number of wanted bytes that have not arrived.
    ///
    /// @return the number; 0 if any number is welcome
    int missing() {
        return wanted - filled;
    }

    /// The caller's memory, if the kernel can write it and this thread may access it.
    @Nullable
    MemorySegment target() {
        ByteBuffer into = target;
        if (into == null || !into.isDirect() || into.remaining() < missing()) {
            return null;
        }
        MemorySegment memory = MemorySegment.ofBuffer(into);
        boolean isUsable = memory.scope().isAlive() && memory.isAccessibleBy(Thread.currentThread());
        return isUsable ? memory.asSlice(0, missing()) : null;
    }

    /// The kernel has written bytes to the memory that [#target] returned.
    ///
    /// @return whether the read is complete
    boolean received(int count) {
        ByteBuffer into = Objects.requireNonNull(target);
        into.position(into.position() + count);
        filled += count;
        return !all || filled == wanted;
    }

    // --- Bytes from the read buffer

    /// Takes as many of the received bytes as the read wants.
    ///
    /// @return whether the read is complete, or the task must check the memory itself
    boolean accept(ByteBuffer data) {
        if (wanted == 0) {
            return true;
        }
        int count = Math.min(data.remaining(), wanted - filled);
        ByteBuffer into = target;
        if (into == null) {
            if (all) {
                reserve(filled + count);
            } else {
                array = new byte[count];
            }
            data.get(array, filled, count);
        } else if (!put(into, data, count)) {
            return true;
        }
        filled += count;
        return !all || filled == wanted;
    }

    /// Memory that this thread may not access, or that was freed, is left to the calling task, which throws.
    private static boolean put(ByteBuffer into, ByteBuffer data, int count) {
        try {
            into.put(into.position(), data, data.position(), count);
        } catch (IllegalStateException | WrongThreadException | IndexOutOfBoundsException unusable) {
            return false;
        }
        into.position(into.position() + count);
        data.position(data.position() + count);
        return true;
    }

    private void reserve(int count) {
        if (count > array.length) {
            long doubled = Math.min(2L * array.length, wanted);
            array = Arrays.copyOf(array, (int) Math.max(count, doubled));
        }
    }

    // --- The end of the wait

    int filled() {
        return filled;
    }

    /// Takes the filled part of the array, and drops the array.
    byte[] takeArray() {
        byte[] result = filled == array.length ? array : Arrays.copyOf(array, filled);
        clear();
        return result;
    }

    /// Copies the filled part of the buffer, and drops the buffer.
    byte[] copyOfFilled() {
        ByteBuffer buffer = Objects.requireNonNull(target);
        byte[] copy = new byte[filled];
        buffer.get(begin, copy);
        clear();
        return copy;
    }

    /// Puts all bytes back into the queue.
    void putBack(ReceiveQueue queue) {
        ByteBuffer buffer = target;
        if (filled > 0) {
            if (buffer == null) {
                queue.putBack(List.of(ByteBuffer.wrap(array, 0, filled)));
            } else {
                queue.putBack(List.of(buffer.duplicate().limit(begin + filled).position(begin)));
                buffer.position(begin);
            }
        }
        clear();
    }

    /// Ends the read.
    void clear() {
        array = NOTHING;
        target = null;
        wanted = 0;
        filled = 0;
        all = false;
    }
}
