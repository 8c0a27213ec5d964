package io.juvloop.postgres;

import io.juvloop.Suspends;
import java.nio.ByteBuffer;

/// Where the bytes of a COPY out of the server go.
///
/// Called in a task of the loop, so it may wait; the server waits meanwhile. What it throws ends the COPY on the server
/// and is what the caller gets.
@FunctionalInterface
public interface CopySink {
    /// Takes the next bytes.
    ///
    /// @param data whole rows in the text formats; valid during this call
    /// @throws Exception if they cannot be taken
    @Suspends
    void write(ByteBuffer data) throws Exception;
}
