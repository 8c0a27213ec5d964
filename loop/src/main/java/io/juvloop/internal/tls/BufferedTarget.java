package io.juvloop.internal.tls;

import io.juvloop.BufferedProtocol;
import io.juvloop.internal.memory.UserBuffers;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// The memory that a buffered protocol has given for its next data, while records are decrypted straight into it, one
/// behind the other.
///
/// The protocol's code may run between two records, and may end the life of its memory, so that is checked before
/// each.
///
/// Loop thread only. A part of a [TlsProtocol]; empty between two reads.
final class BufferedTarget {
    private @Nullable BufferedProtocol owner;
    private @Nullable MemorySegment segment;
    private int filled;

    /// Takes memory that a protocol has given.
    ///
    /// @throws RuntimeException if data cannot be written there
    void set(BufferedProtocol protocol, MemorySegment given) {
        segment = UserBuffers.checked(given);
        owner = protocol;
        filled = 0;
    }

    /// Whether there is memory with room for that many bytes more.
    ///
    /// @throws RuntimeException if data cannot be written there any more
    boolean hasRoomFor(int size) {
        MemorySegment given = segment;
        if (given == null || given.byteSize() - filled < size) {
            return false;
        }
        UserBuffers.checkReadable(given);
        return true;
    }

    /// Where the next bytes go.
    long address() {
        return segment == null ? 0 : segment.address() + filled;
    }

    /// Bytes were written at [#address].
    void add(int count) {
        filled += count;
    }

    /// How many bytes were written.
    int filled() {
        return filled;
    }

    /// The protocol whose memory it is.
    @Nullable
    BufferedProtocol owner() {
        return owner;
    }

    /// Gives the memory away, if it is a protocol's and nothing was written there.
    @Nullable
    @SuppressWarnings("ReferenceEquality") // the object is meant, whatever its class calls equal
    MemorySegment takeUnused(BufferedProtocol protocol) {
        MemorySegment given = owner == protocol && filled == 0 ? segment : null;
        clear();
        return given;
    }

    /// Forgets the memory.
    void clear() {
        owner = null;
        segment = null;
        filled = 0;
    }
}
