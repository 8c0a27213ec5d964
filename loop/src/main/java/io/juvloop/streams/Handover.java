package io.juvloop.streams;

import io.juvloop.internal.stream.ReceiveQueue;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where the bytes go that a task waits for: straight from the loop's read buffer into the result or into the
/// caller's memory, past the queue.
///
/// The queue is empty while something is wanted, because a task waits only when it has taken all there was. One
/// object for all reads of a reader.
///
/// Loop thread only.
final class Handover {
    /// Larger results grow with what comes, because a peer may announce more than it sends.
    private static final int LARGEST_AT_ONCE = 1024 * 1024;

    private static final byte[] NOTHING = {};

    private byte[] array = NOTHING;
    private @Nullable ByteBuffer target;
    private int begin;
    private int wanted;
    private int filled;
    private boolean all;

    // --- Wanting

    /// A new array of what comes next.
    void wantSome(int most) {
        wanted = most;
    }

    /// What comes next, in a buffer.
    void wantSome(ByteBuffer buffer) {
        target = buffer;
        begin = buffer.position();
        wanted = buffer.remaining();
    }

    /// A new array of so many bytes, some of which may be in the queue.
    void wantAll(int count, ReceiveQueue queue) {
        all = true;
        wanted = count;
        array = new byte[Math.min(count, LARGEST_AT_ONCE)];
        int here = (int) Math.min(queue.size(), count);
        reserve(here);
        queue.take(array, 0, here);
        filled = here;
    }

    /// A buffer full.
    void wantAll(ByteBuffer buffer) {
        all = true;
        wantSome(buffer);
    }

    /// Takes what is in the queue into the buffer that is wanted full.
    void fillFrom(ReceiveQueue queue) {
        filled += queue.take(Objects.requireNonNull(target));
    }

    boolean isFull() {
        return filled == wanted;
    }

    // --- Coming straight from the kernel

    /// How many bytes are wanted that have not come.
    ///
    /// @return the number; 0 if it does not matter
    int missing() {
        return wanted - filled;
    }

    /// The caller's memory, if the kernel can reach it and this thread may use it.
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

    /// The kernel has put bytes into what [#target] gave.
    ///
    /// @return whether the task has what it wants
    boolean received(int count) {
        ByteBuffer into = Objects.requireNonNull(target);
        into.position(into.position() + count);
        filled += count;
        return !all || filled == wanted;
    }

    // --- Coming

    /// Takes what it can of what came.
    ///
    /// @return whether the task has what it wants, or must see for itself
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

    /// Memory that this thread may not use, or that is gone, is left to the task that brought it.
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

    /// What was filled of the array, which is forgotten.
    byte[] takeArray() {
        byte[] result = filled == array.length ? array : Arrays.copyOf(array, filled);
        clear();
        return result;
    }

    /// What was filled of the buffer, as a copy; it is forgotten.
    byte[] copyOfFilled() {
        ByteBuffer buffer = Objects.requireNonNull(target);
        byte[] copy = new byte[filled];
        buffer.get(begin, copy);
        clear();
        return copy;
    }

    /// Puts everything back to where it was.
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

    /// Wants nothing more.
    void clear() {
        array = NOTHING;
        target = null;
        wanted = 0;
        filled = 0;
        all = false;
    }
}
