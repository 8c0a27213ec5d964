package io.juvloop.internal.sendfile;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A file that has no positions and may make a reader wait for another process: a FIFO, a terminal. Its wait can be
/// cancelled, and a read that has taken bytes is not.
///
/// Loop thread only, in the sending task. Lives until [#close].
interface WaitingSource extends AutoCloseable {
    /// Reads the next bytes, and waits for some if there are none.
    ///
    /// @param target direct
    /// @return the number of bytes; 0 or less at the end
    /// @throws IOException if it fails
    int read(ByteBuffer target) throws IOException;

    @Override
    void close();
}
