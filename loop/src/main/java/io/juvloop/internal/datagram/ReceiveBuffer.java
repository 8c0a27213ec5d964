package io.juvloop.internal.datagram;

import io.juvloop.bindings.UvLoop;
import io.juvloop.internal.memory.ReadBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Views of the memory that libuv receives into: slots of 64 KiB, each for one datagram.
///
/// The protocol receives a reused read-only view of the slot. Memory that no datagram has reached is never
/// touched, so small datagrams cost one page per slot.
///
/// Loop thread only. Lives as long as the loop.
final class ReceiveBuffer {
    private static final int PLACE_SIZE = 64 * 1024;

    private final MemorySegment segment;
    private final @Nullable ByteBuffer[] views;
    private int lent;

    ReceiveBuffer(UvLoop uv) {
        segment = uv.receiveMemory();
        views = new ByteBuffer[(int) (segment.byteSize() / PLACE_SIZE)];
    }

    MemorySegment segment() {
        return segment;
    }

    /// The reused view of a datagram, with its state reset.
    ///
    /// @param data the address of the datagram
    ByteBuffer view(long data, int count) {
        lent = (int) ((data - segment.address()) / PLACE_SIZE);
        return place(lent).clear().limit(count).order(ByteOrder.BIG_ENDIAN);
    }

    private ByteBuffer place(int number) {
        ByteBuffer view = views[number];
        if (view == null) {
            view = segment.asSlice((long) number * PLACE_SIZE).asReadOnly().asByteBuffer();
            views[number] = view;
        }
        return view;
    }

    /// A view that becomes invalid when its loan ends.
    ReadBuffer.Loan lend(long data, int count) {
        return ReadBuffer.lend(data, count);
    }

    /// Whether a buffer is the view that was handed out last.
    @SuppressWarnings("ReferenceEquality") // identity is meant, not equality
    boolean isView(ByteBuffer buffer) {
        return buffer == views[lent];
    }

    /// The offset of that view's next byte in the memory.
    int position(ByteBuffer view) {
        return lent * PLACE_SIZE + view.position();
    }

    /// Copies the bytes of a datagram to keep them.
    ///
    /// @param data the address of the datagram
    MemorySegment copy(long data, int count) {
        return MemorySegment.ofArray(
                segment.asSlice(data - segment.address(), count).toArray(ValueLayout.JAVA_BYTE));
    }

    /// Copies a held datagram into the first slot.
    ///
    /// @return its address
    long put(MemorySegment datagram) {
        MemorySegment.copy(datagram, 0, segment, 0, datagram.byteSize());
        return segment.address();
    }
}
