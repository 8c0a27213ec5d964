package io.juvloop.internal.memory;

import io.juvloop.bindings.Memory;
import io.juvloop.bindings.UvLoop;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The one buffer that every plain protocol of a loop reads into: it is filled and delivered at once, so one
/// buffer serves any number of connections, and idle connections cost no memory.
///
/// Loop thread only. The view that a protocol receives is valid during its call. Ordinarily it is one reused
/// object; in debug mode each call gets a view with a lifetime of its own, so that a view kept too long throws.
public final class ReadBuffer {
    /// Larger than libuv's suggested 64 KiB, so that a 100 KiB message takes one read instead of two.
    public static final int SIZE = 256 * 1024;

    private final MemorySegment segment;
    private final ByteBuffer view;

    public ReadBuffer(UvLoop uv) {
        segment = uv.allocate(SIZE);
        view = segment.asReadOnly().asByteBuffer();
    }

    public MemorySegment segment() {
        return segment;
    }

    /// Whether a buffer is the reused view, whose bytes are the loop's own memory.
    @SuppressWarnings("ReferenceEquality") // identity is meant, not equality
    public boolean isView(ByteBuffer buffer) {
        return buffer == view;
    }

    public long address() {
        return segment.address();
    }

    /// Copies bytes that libuv read elsewhere to the front.
    ///
    /// @param count at most [#SIZE]
    public void put(long from, int count) {
        Memory.copy(from, segment.address(), count);
    }

    /// Copies bytes that were held back to the front.
    public void put(byte[] bytes) {
        MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    }

    /// Moves bytes to the front, after the bytes before them were consumed.
    public void moveToFront(int from, int count) {
        if (from > 0) {
            MemorySegment.copy(segment, from, segment, 0, count);
        }
    }

    /// Copies as many bytes as fit.
    ///
    /// @return the number of bytes copied
    public int copy(int from, int count, MemorySegment target) {
        int some = (int) Math.min(count, target.byteSize());
        MemorySegment.copy(segment, from, target, 0, some);
        return some;
    }

    /// Copies bytes into a new array.
    public byte[] copy(int from, int count) {
        return segment.asSlice(from, count).toArray(ValueLayout.JAVA_BYTE);
    }

    /// Copies bytes that libuv read elsewhere into a new array.
    public static byte[] copy(long from, int count) {
        byte[] bytes = new byte[count];
        Memory.copyOut(from, bytes, 0, count);
        return bytes;
    }

    /// The reused view of the bytes just read, with its state reset.
    public ByteBuffer view(int count) {
        return view.clear().limit(count).order(ByteOrder.BIG_ENDIAN);
    }

    /// A view that becomes invalid when its loan ends.
    public Loan lend(int count) {
        return lend(segment.address(), count);
    }

    /// A view of other memory of the loop that becomes invalid when its loan ends.
    public static Loan lend(long address, int count) {
        return new Loan(address, count);
    }

    /// A view with a lifetime of its own.
    public static final class Loan implements AutoCloseable {
        private final Arena scope = newScope();
        private final ByteBuffer view;

        Loan(long address, int count) {
            view = Memory.view(address, count, scope).asReadOnly().asByteBuffer();
        }

        @SuppressWarnings("MustBeClosedChecker") // close() follows, after the protocol's call
        private static Arena newScope() {
            return Arena.ofConfined();
        }

        public ByteBuffer view() {
            return view;
        }

        @Override
        public void close() {
            scope.close();
        }
    }
}
