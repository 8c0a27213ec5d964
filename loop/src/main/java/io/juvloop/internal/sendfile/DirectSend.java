package io.juvloop.internal.sendfile;

import java.io.IOException;

/// Sends parts of a file without their passing through the program.
///
/// [#step] on a thread that may wait for the disk; the rest on the loop's.
interface DirectSend extends AutoCloseable {
    /// Sends what the socket takes.
    ///
    /// @return the count, 0 at the end of the file, or libuv's negative number of an error; EAGAIN if it takes
    /// none
    /// @throws IOException if it fails, from who has no numbers
    long step(long position, long count) throws IOException;

    /// No step follows; one that still runs ends undisturbed.
    @Override
    void close();
}
