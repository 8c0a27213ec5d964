package io.juvloop.internal.sendfile;

import java.io.IOException;

/// Sends parts of a file without copying them through the program.
///
/// [#step] on a thread that may wait for the disk; the rest loop thread only.
interface DirectSend extends AutoCloseable {
    /// Sends as many bytes as the socket takes.
    ///
    /// @return the count, 0 at the end of the file, or libuv's negative error number; EAGAIN if the socket
    ///   takes none
    /// @throws IOException if it fails with an error that has no number
    long step(long position, long count) throws IOException;

    /// Ends the sending: no further step is made, and one that is running is not disturbed.
    @Override
    void close();
}
