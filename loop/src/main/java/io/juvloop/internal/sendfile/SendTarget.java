package io.juvloop.internal.sendfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A socket of any kind that a file is sent to.
///
/// Loop thread only, in the sending task.
interface SendTarget {
    /// The direct way of sending, without copying through the program.
    ///
    /// @return null if this socket and file have none
    @Nullable
    DirectSend direct(SentFile file) throws IOException;

    /// Waits until the socket can take more bytes of a direct send.
    ///
    /// @throws IOException if the connection is lost meanwhile
    void awaitWritable() throws IOException;

    /// Sends bytes of the program, and waits until the socket has taken them all.
    ///
    /// @throws IOException if the connection is lost meanwhile
    void send(ByteBuffer data) throws IOException;

    /// Throws if the connection is lost.
    ///
    /// @throws IOException if the connection is lost
    void check() throws IOException;
}
