package io.juvloop.internal.datagram;

import io.juvloop.bindings.UvLoop;
import io.juvloop.internal.memory.ReadBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Views of the memory that libuv receives into: places of 64 KiB, in one of which a datagram begins.
///
/// A reused read-only view of the place is handed out. Memory that no datagram ever reached is not touched, so small
/// ones cost a page for each place.
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

    /// The reused view of a datagram, as if nobody had used it before.
    ///
    /// @param data where it begins
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

    /// A view that dies with its loan.
    ReadBuffer.Loan lend(long data, int count) {
        return ReadBuffer.lend(data, count);
    }

    /// Whether a buffer is the view that was handed out last.
    @SuppressWarnings("ReferenceEquality") // the object is meant, not its content
    boolean isView(ByteBuffer buffer) {
        return buffer == views[lent];
    }

    /// Where in the memory the next byte of that view is.
    int position(ByteBuffer view) {
        return lent * PLACE_SIZE + view.position();
    }

    /// The bytes of a datagram, to be kept.
    ///
    /// @param data where it begins
    MemorySegment copy(long data, int count) {
        return MemorySegment.ofArray(
                segment.asSlice(data - segment.address(), count).toArray(ValueLayout.JAVA_BYTE));
    }

    /// Puts a datagram that was kept elsewhere into the first place.
    ///
    /// @return where it begins
    long put(MemorySegment datagram) {
        MemorySegment.copy(datagram, 0, segment, 0, datagram.byteSize());
        return segment.address();
    }
}
