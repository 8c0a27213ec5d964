package io.juvloop.internal.memory;

import io.juvloop.bindings.Memory;
import io.juvloop.bindings.UvLoop;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The one buffer that every plain protocol of a loop reads into: it is filled and delivered at once, so one is
/// enough for any number of connections, and idle ones cost nothing.
///
/// Loop thread only. The view that a protocol is given is valid during its call. Ordinarily it is one object,
/// used over and over; in debug mode each call gets a view with a life of its own, so that a kept one throws.
public final class ReadBuffer {
    /// Larger than libuv's suggestion of 64 KiB: a 100 KiB message then takes one read instead of two.
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

    /// Whether a buffer is the reused view, whose bytes are this loop's own memory.
    @SuppressWarnings("ReferenceEquality") // the object is meant, not its content
    public boolean isView(ByteBuffer buffer) {
        return buffer == view;
    }

    public long address() {
        return segment.address();
    }

    /// Puts bytes at the front that libuv read elsewhere.
    ///
    /// @param count at most [#SIZE]
    public void put(long from, int count) {
        Memory.copy(from, segment.address(), count);
    }

    /// Puts bytes at the front that were held back.
    public void put(byte[] bytes) {
        MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    }

    /// Moves bytes to the front, which those before them have left.
    public void moveToFront(int from, int count) {
        if (from > 0) {
            MemorySegment.copy(segment, from, segment, 0, count);
        }
    }

    /// Copies as many bytes as there is room for.
    ///
    /// @return how many
    public int copy(int from, int count, MemorySegment target) {
        int some = (int) Math.min(count, target.byteSize());
        MemorySegment.copy(segment, from, target, 0, some);
        return some;
    }

    /// Copies bytes, to be kept.
    public byte[] copy(int from, int count) {
        return segment.asSlice(from, count).toArray(ValueLayout.JAVA_BYTE);
    }

    /// Copies bytes that libuv read elsewhere, to be kept.
    public static byte[] copy(long from, int count) {
        byte[] bytes = new byte[count];
        Memory.copyOut(from, bytes, 0, count);
        return bytes;
    }

    /// The reused view of the bytes that were just read, as if nobody had used it before.
    public ByteBuffer view(int count) {
        return view.clear().limit(count).order(ByteOrder.BIG_ENDIAN);
    }

    /// A view that dies with its loan.
    public Loan lend(int count) {
        return lend(segment.address(), count);
    }

    /// A view of other memory of the loop that dies with its loan.
    public static Loan lend(long address, int count) {
        return new Loan(address, count);
    }

    /// A view with a life of its own.
    public static final class Loan implements AutoCloseable {
        private final Arena scope = newScope();
        private final ByteBuffer view;

        Loan(long address, int count) {
            view = Memory.view(address, count, scope).asReadOnly().asByteBuffer();
        }

        @SuppressWarnings("MustBeClosedChecker") // close() does, after the protocol's call
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
