package io.juvloop.subprocess;

import io.juvloop.BaseTransport;
import io.juvloop.Transport;
import org.jspecify.annotations.Nullable;

/// A child process.
///
/// Loop thread only; a call from another thread always throws [IllegalStateException].
///
/// Lifetime: from [SubprocessProtocol#connectionMade] to [io.juvloop.BaseProtocol#connectionLost]. Afterwards
/// its process ID and return code remain available. A child that runs when the loop is closed is killed, with a
/// warning that names it.
///
/// See [SubprocessTransport](https://docs.python.org/3.13/library/asyncio-protocol.html#subprocess-transports).
public interface SubprocessTransport extends BaseTransport {
    /// Returns the process ID of the child; after its exit the system may reuse the ID. asyncio's `get_pid()`.
    ///
    /// @return the process ID
    int pid();

    /// Returns the return code. asyncio's `get_returncode()`.
    ///
    /// @return its exit code; the negated number of the signal that killed it; null while it runs
    @Nullable
    Integer returnCode();

    /// Returns the transport of one of the child's pipes, to write to it, pause it or close it. asyncio's
    /// `get_pipe_transport(fd)`.
    ///
    /// @param fd the child's descriptor
    /// @return the transport of this process's end, or null if the descriptor is not a pipe
    @Nullable
    Transport pipeTransport(int fd);

    /// Sends a signal. It never reaches another process that has reused the ID. asyncio's
    /// `send_signal(signal)`.
    ///
    /// @param signal the number; Windows supports those that end a process, and others are refused
    /// @throws IllegalStateException if the child has exited
    /// @throws IllegalArgumentException if there is no such signal
    /// @throws java.io.UncheckedIOException if this process is not permitted to signal the child
    void sendSignal(int signal);

    /// Asks the child to terminate: SIGTERM, on Windows the same as [#kill]. asyncio's `terminate()`.
    ///
    /// @throws IllegalStateException if the child has exited
    /// @throws java.io.UncheckedIOException if this process is not permitted to signal the child
    void terminate();

    /// Kills the child: SIGKILL. asyncio's `kill()`.
    ///
    /// @throws IllegalStateException if the child has exited
    /// @throws java.io.UncheckedIOException if this process is not permitted to signal the child
    void kill();

    /// Kills the child if it runs, and closes its pipes; the protocol is still notified of both, and of the
    /// end. Calling it again has no effect. asyncio's `close()`.
    @Override
    void close();
}
