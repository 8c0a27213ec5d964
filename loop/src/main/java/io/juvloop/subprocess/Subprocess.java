package io.juvloop.subprocess;

import io.juvloop.EventLoop;
import io.juvloop.Suspends;
import io.juvloop.Task;
import io.juvloop.TaskOptions;
import io.juvloop.internal.task.Awaited;
import io.juvloop.streams.StreamOptions;
import io.juvloop.streams.StreamReader;
import io.juvloop.streams.StreamWriter;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A child process, for a task in blocking style: asyncio's `Process`.
///
/// The [SubprocessOptions] define its pipes. A child runs on after its object is dropped; [#close] kills it.
///
/// The waiting methods are called inside a task of the loop, the rest loop thread only. The output and the
/// return code remain available after the end. See
/// [asyncio subprocesses](https://docs.python.org/3.13/library/asyncio-subprocess.html).
public final class Subprocess implements AutoCloseable {
    private final SubprocessTransport transport;
    private final SubprocessStreams streams;

    private Subprocess(SubprocessConnection<SubprocessStreams> connection) {
        this.transport = connection.transport();
        this.streams = connection.protocol();
    }

    // --- Starting

    /// Starts a program. asyncio's `create_subprocess_exec(program, *args)`.
    ///
    /// @param options the options of the child; [SubprocessOptions#INHERIT] is asyncio's default
    /// @param program a path, or a name to search for
    /// @param arguments its arguments
    /// @return the running child
    /// @throws java.nio.file.NoSuchFileException if there is no such program
    /// @throws IOException if it cannot be started
    @Suspends
    public static Subprocess exec(SubprocessOptions options, String program, String... arguments) throws IOException {
        return exec(options, StreamOptions.DEFAULT, program, arguments);
    }

    /// Starts a program. asyncio's `create_subprocess_exec(program, *args, limit=)`.
    ///
    /// @param options the options of the child
    /// @param streams the options of its output streams
    /// @param program a path, or a name to search for
    /// @param arguments its arguments
    /// @return the running child
    /// @throws java.nio.file.NoSuchFileException if there is no such program
    /// @throws IOException if it cannot be started
    @Suspends
    public static Subprocess exec(SubprocessOptions options, StreamOptions streams, String program, String... arguments)
            throws IOException {
        EventLoop loop = EventLoop.running();
        return started(loop.subprocessExec(factory(loop, streams), options, program, arguments));
    }

    /// Runs a shell command, see [EventLoop#subprocessShell(Supplier, SubprocessOptions, String)]. asyncio's
    /// `create_subprocess_shell(cmd)`.
    ///
    /// @param options the options of the child; [SubprocessOptions#INHERIT] is asyncio's default
    /// @param command the command for the shell
    /// @return the running shell
    /// @throws IOException if it cannot be started
    @Suspends
    public static Subprocess shell(SubprocessOptions options, String command) throws IOException {
        return shell(options, StreamOptions.DEFAULT, command);
    }

    /// Runs a shell command. asyncio's `create_subprocess_shell(cmd, limit=)`.
    ///
    /// @param options the options of the child
    /// @param streams the options of its output streams
    /// @param command the command for the shell
    /// @return the running shell
    /// @throws IOException if it cannot be started
    @Suspends
    public static Subprocess shell(SubprocessOptions options, StreamOptions streams, String command)
            throws IOException {
        EventLoop loop = EventLoop.running();
        return started(loop.subprocessShell(factory(loop, streams), options, command));
    }

    private static Supplier<SubprocessStreams> factory(EventLoop loop, StreamOptions options) {
        return () -> new SubprocessStreams(loop, options);
    }

    private static Subprocess started(CompletableFuture<SubprocessConnection<SubprocessStreams>> future)
            throws IOException {
        return new Subprocess(
                Awaited.orUndone(future, connection -> connection.transport().close()));
    }

    // --- Streams

    /// Returns the writer to the child's standard input. asyncio's `stdin`.
    ///
    /// @return the writer, or null if standard input is not a pipe
    public @Nullable StreamWriter stdin() {
        return streams.stdin();
    }

    /// Returns the reader of the child's standard output. asyncio's `stdout`.
    ///
    /// @return the reader, or null if standard output is not a pipe
    public @Nullable StreamReader stdout() {
        return streams.stdout();
    }

    /// Returns the reader of the child's standard error. asyncio's `stderr`.
    ///
    /// @return the reader, or null if standard error is not a pipe of its own
    public @Nullable StreamReader stderr() {
        return streams.stderr();
    }

    // --- Waiting

    /// Waits until the child has exited. Any number of tasks may wait, and be cancelled. Its pipes may deliver
    /// more data afterwards, if a child of its own has inherited them. asyncio's `wait()`.
    ///
    /// @return its exit code, or the negated number of the signal that killed it
    @Suspends
    public int waitFor() {
        Integer code = returnCode();
        if (code == null) {
            streams.awaitExit();
            code = returnCode();
        }
        return Objects.requireNonNull(code, "woken before the exit");
    }

    /// Closes the child's input, reads its whole output, and waits until it has exited. asyncio's
    /// `communicate()`.
    ///
    /// @return its output
    /// @throws IOException if reading fails
    @Suspends
    public SubprocessOutput communicate() throws IOException {
        return communicate(new byte[0]);
    }

    /// Writes the child's input, reads its whole output at the same time, and waits until it has exited. A
    /// child that does not read all its input is no error. asyncio's `communicate(input)`.
    ///
    /// @param input the data for its standard input; empty if that is not a pipe
    /// @return its output
    /// @throws IOException if reading fails
    /// @throws IllegalArgumentException if there is input and no pipe for it
    @Suspends
    public SubprocessOutput communicate(byte[] input) throws IOException {
        feed(input);
        Task<byte[]> errors = EventLoop.running().createTask(() -> all(stderr()), TaskOptions.DEFAULT);
        try {
            byte[] output = all(stdout());
            SubprocessOutput both = new SubprocessOutput(output, Awaited.result(errors));
            waitFor();
            return both;
        } finally {
            errors.cancel();
        }
    }

    private void feed(byte[] input) {
        StreamWriter writer = stdin();
        if (writer != null) {
            writer.write(input);
            writer.close();
        } else if (input.length > 0) {
            throw new IllegalArgumentException("there is input, but the child's stdin is no pipe");
        }
    }

    private static byte[] all(@Nullable StreamReader reader) throws IOException {
        return reader == null ? new byte[0] : reader.read(-1);
    }

    // --- The child

    /// Returns the process ID of the child, also after its end. asyncio's `pid`.
    ///
    /// @return the process ID
    public int pid() {
        return transport.pid();
    }

    /// Returns the return code. asyncio's `returncode`.
    ///
    /// @return its exit code; the negated number of the signal that killed it; null while it runs
    public @Nullable Integer returnCode() {
        return transport.returnCode();
    }

    /// Sends a signal. asyncio's `send_signal(signal)`.
    ///
    /// @param signal the number of the signal
    /// @throws IllegalStateException if the child has exited
    /// @throws IllegalArgumentException if there is no such signal
    public void sendSignal(int signal) {
        transport.sendSignal(signal);
    }

    /// Asks the child to terminate. asyncio's `terminate()`.
    ///
    /// @throws IllegalStateException if the child has exited
    public void terminate() {
        transport.terminate();
    }

    /// Kills the child. asyncio's `kill()`.
    ///
    /// @throws IllegalStateException if the child has exited
    public void kill() {
        transport.kill();
    }

    /// Returns the transport, for operations that the streams do not have.
    ///
    /// @return the transport
    public SubprocessTransport transport() {
        return transport;
    }

    /// Kills the child if it runs, and closes its pipes; returns at once. Calling it again has no effect.
    @Override
    public void close() {
        transport.close();
    }

    @Override
    public String toString() {
        return transport.toString();
    }
}
