package io.juvloop.postgres;

import io.juvloop.Suspends;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Where the bytes of a COPY into a table come from.
///
/// Called in a task of the loop, so it may wait; what it throws ends the COPY, changes nothing, and is what the caller
/// gets.
@FunctionalInterface
public interface CopySource {
    /// Gives the next bytes.
    ///
    /// @return some bytes, which may be overwritten when this is called again; null at the end
    /// @throws Exception if there are none because of a failure
    @Suspends
    @Nullable ByteBuffer read() throws Exception;
}
