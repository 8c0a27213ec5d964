package io.juvloop.internal.sendfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Where a file is sent: a socket of whichever kind.
///
/// Loop thread only, in the task that sends.
interface SendTarget {
    /// The way past the program's memory.
    ///
    /// @return null if there is none for this socket and file here
    @Nullable
    DirectSend direct(SentFile file) throws IOException;

    /// Waits until the socket takes more of what is sent directly.
    ///
    /// @throws IOException if the connection is lost meanwhile
    void awaitWritable() throws IOException;

    /// Sends bytes of the program, and waits until the socket has taken them.
    ///
    /// @throws IOException if the connection is lost meanwhile
    void send(ByteBuffer data) throws IOException;

    /// Refuses to go on with a connection that is lost.
    ///
    /// @throws IOException if it is
    void check() throws IOException;
}
