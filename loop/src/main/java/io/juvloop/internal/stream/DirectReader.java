package io.juvloop.internal.stream;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A reader behind a plain protocol that sometimes waits for bytes and provides their destination, so that they
/// bypass the loop's read buffer and no more bytes are received than it wants.
///
/// Loop thread only. Used only where the loop reads the stream itself.
public interface DirectReader {
    /// The number of bytes that the reader waits for; bytes beyond it stay in the kernel.
    ///
    /// @return the number; 0 if any number is welcome
    int wanted();

    /// The destination of the bytes.
    ///
    /// @return native memory for as many bytes as are wanted; null to deliver them to the protocol's
    ///   `dataReceived`
    @Nullable
    MemorySegment target();

    /// Bytes were received into the memory that [#target] returned.
    ///
    /// @param count the number of bytes, at least one
    void received(int count);
}
