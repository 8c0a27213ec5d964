package io.juvloop.internal.stream;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A reader behind a plain protocol that at times waits for bytes and knows where they are to go, so that they need
/// not pass through the loop's read buffer, and no more of them are received than it wants.
///
/// Loop thread only. Of use only where the loop reads the stream itself.
public interface DirectReader {
    /// How many bytes are waited for; what is beyond stays in the kernel.
    ///
    /// @return the number; 0 if it does not matter how many come
    int wanted();

    /// Where they are to go.
    ///
    /// @return native memory for as many bytes as are wanted; null for the protocol's `dataReceived`
    @Nullable
    MemorySegment target();

    /// Bytes were received into what [#target] gave.
    ///
    /// @param count how many, at least one
    void received(int count);
}
