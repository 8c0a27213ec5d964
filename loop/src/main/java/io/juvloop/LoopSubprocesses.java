package io.juvloop;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Subprocesses: a chapter of [EventLoop], which has all of them.
///
/// Children of this process, with pipes to and from them. Tasks have it easier with
/// [io.juvloop.streams.Subprocess].
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See [Running subprocesses](https://docs.python.org/3.13/library/asyncio-eventloop.html#running-subprocesses).
public interface LoopSubprocesses {
    /// Starts a program. asyncio's `subprocess_exec(protocol_factory, *args, **kwargs)`.
    ///
    /// The loop waits while the child is made, until its program runs or could not be run.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, before the child is started
    /// @param options how
    /// @param program a path, or a name to look for in the child's `PATH`; its `argv[0]`
    /// @param arguments the rest of its `argv`
    /// @return the transport and protocol, when [SubprocessProtocol#connectionMade] was called; cancelling it
    ///   before kills the child. It fails with [java.nio.file.NoSuchFileException] if the program or the
    ///   directory is not there, with [java.nio.file.AccessDeniedException] if it cannot be executed, or with
    ///   another [java.io.IOException]
    /// @throws IllegalArgumentException if an argument has NUL in it
    <P extends SubprocessProtocol> CompletableFuture<SubprocessConnection<P>> subprocessExec(
            Supplier<P> factory, SubprocessOptions options, String program, String... arguments);

    /// Runs a command by the platform's shell: `/bin/sh -c`, or `cmd.exe /d /s /c` on Windows. Whatever is put
    /// into the command from outside must be quoted for that shell. asyncio's
    /// `subprocess_shell(protocol_factory, cmd, **kwargs)`.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, before the child is started
    /// @param options how
    /// @param command what the shell is to run
    /// @return as of [#subprocessExec]
    /// @throws IllegalArgumentException if the command has NUL in it
    <P extends SubprocessProtocol> CompletableFuture<SubprocessConnection<P>> subprocessShell(
            Supplier<P> factory, SubprocessOptions options, String command);
}
