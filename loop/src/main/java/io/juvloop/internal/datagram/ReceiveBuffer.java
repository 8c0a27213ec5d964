package io.juvloop.internal.datagram;

import io.juvloop.bindings.UvLoop;
import io.juvloop.internal.memory.ReadBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The memory that all endpoints of a loop receive into: places of 64 KiB, of which libuv fills as many with one call
/// of the system as there are datagrams, and tells them one by one before it fills any again.
///
/// ```
/// | place 0 | place 1 | ... | place 7 |     a datagram begins where its place does
/// ```
///
/// One place is handed out at a time, as a reused read-only view. A socket that takes its datagrams singly has all the
/// memory for each. Memory that no datagram ever reached is not touched, so small ones cost a page for each place.
///
/// Loop thread only. Lives as long as the loop.
final class ReceiveBuffer {
    /// With more, less than a hundredth was gained; with four, as much was lost.
    static final int PLACES = 8;

    private static final int PLACE_SIZE = 64 * 1024;

    private final MemorySegment segment;
    private final ByteBuffer[] views = new ByteBuffer[PLACES];
    private int lent;

    ReceiveBuffer(UvLoop uv) {
        segment = uv.allocate((long) PLACES * PLACE_SIZE);
        for (int place = 0; place < PLACES; place++) {
            views[place] =
                    segment.asSlice((long) place * PLACE_SIZE).asReadOnly().asByteBuffer();
        }
    }

    MemorySegment segment() {
        return segment;
    }

    /// The reused view of a datagram, as if nobody had used it before.
    ///
    /// @param data where it begins
    ByteBuffer view(long data, int count) {
        lent = (int) ((data - segment.address()) / PLACE_SIZE);
        return views[lent].clear().limit(count).order(ByteOrder.BIG_ENDIAN);
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
