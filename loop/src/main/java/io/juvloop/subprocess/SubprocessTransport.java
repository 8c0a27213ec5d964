package io.juvloop.subprocess;

import io.juvloop.BaseTransport;
import io.juvloop.Transport;
import org.jspecify.annotations.Nullable;

/// A child of this process.
///
/// Loop thread only; a call from another thread is refused with an [IllegalStateException], always.
///
/// Lifetime: from [SubprocessProtocol#connectionMade] to [io.juvloop.BaseProtocol#connectionLost]. Afterwards its
/// number and how it ended can still be asked for. A child that runs when the loop is closed is killed, with a warning
/// that names it.
///
/// See [SubprocessTransport](https://docs.python.org/3.13/library/asyncio-protocol.html#subprocess-transports).
public interface SubprocessTransport extends BaseTransport {
    /// Which process it is, or was; the system may give the number to another afterwards. asyncio's `get_pid()`.
    ///
    /// @return the number
    int pid();

    /// How it ended. asyncio's `get_returncode()`.
    ///
    /// @return what it returned; the number of the signal that killed it, negated; null while it runs
    @Nullable
    Integer returnCode();

    /// One of its pipes: to write to it, to pause it, or to close it. asyncio's `get_pipe_transport(fd)`.
    ///
    /// @param fd the child's descriptor
    /// @return our end, or null if that is no pipe
    @Nullable
    Transport pipeTransport(int fd);

    /// Sends a signal. It never reaches another process that has the number now. asyncio's `send_signal(signal)`.
    ///
    /// @param signal the number; on Windows those that end a process do, and others are refused
    /// @throws IllegalStateException if the child is dead: no such process
    /// @throws IllegalArgumentException if there is no such signal
    /// @throws java.io.UncheckedIOException if this process may not
    void sendSignal(int signal);

    /// Asks it to end: SIGTERM, on Windows the same as [#kill]. asyncio's `terminate()`.
    ///
    /// @throws IllegalStateException if the child is dead: no such process
    /// @throws java.io.UncheckedIOException if this process may not
    void terminate();

    /// Ends it: SIGKILL. asyncio's `kill()`.
    ///
    /// @throws IllegalStateException if the child is dead: no such process
    /// @throws java.io.UncheckedIOException if this process may not
    void kill();

    /// Kills the child if it runs, and closes its pipes; the protocol is still told of both, and of the end.
    /// Again, it does nothing. asyncio's `close()`.
    @Override
    void close();
}
