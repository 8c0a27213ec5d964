package io.juvloop.subprocess;

import io.juvloop.EventLoop;
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

/// A child of this process, for a task in blocking style: asyncio's `Process`.
///
/// What its pipes are is said by the [SubprocessOptions]. A child that is left alone runs on; [#close] kills it.
///
/// Waits inside a task of the loop, the rest loop thread only. What it wrote and how it ended can be asked for
/// ever. See [asyncio subprocesses](https://docs.python.org/3.13/library/asyncio-subprocess.html).
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
    /// @param options how; [SubprocessOptions#INHERIT] is asyncio's default
    /// @param program a path, or a name to look for
    /// @param arguments for it
    /// @return the child, running
    /// @throws java.nio.file.NoSuchFileException if there is no such program
    /// @throws IOException if it cannot be started
    public static Subprocess exec(SubprocessOptions options, String program, String... arguments) throws IOException {
        return exec(options, StreamOptions.DEFAULT, program, arguments);
    }

    /// Starts a program. asyncio's `create_subprocess_exec(program, *args, limit=)`.
    ///
    /// @param options how
    /// @param streams of its output
    /// @param program a path, or a name to look for
    /// @param arguments for it
    /// @return the child, running
    /// @throws java.nio.file.NoSuchFileException if there is no such program
    /// @throws IOException if it cannot be started
    public static Subprocess exec(SubprocessOptions options, StreamOptions streams, String program, String... arguments)
            throws IOException {
        EventLoop loop = EventLoop.running();
        return started(loop.subprocessExec(factory(loop, streams), options, program, arguments));
    }

    /// Runs a command by the shell, see [EventLoop#subprocessShell(Supplier, SubprocessOptions, String)].
    /// asyncio's `create_subprocess_shell(cmd)`.
    ///
    /// @param options how; [SubprocessOptions#INHERIT] is asyncio's default
    /// @param command for the shell
    /// @return the shell, running
    /// @throws IOException if it cannot be started
    public static Subprocess shell(SubprocessOptions options, String command) throws IOException {
        return shell(options, StreamOptions.DEFAULT, command);
    }

    /// Runs a command by the shell. asyncio's `create_subprocess_shell(cmd, limit=)`.
    ///
    /// @param options how
    /// @param streams of its output
    /// @param command for the shell
    /// @return the shell, running
    /// @throws IOException if it cannot be started
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

    // --- Its streams

    /// What it reads. asyncio's `stdin`.
    ///
    /// @return the writer, or null if that is no pipe
    public @Nullable StreamWriter stdin() {
        return streams.stdin();
    }

    /// What it writes. asyncio's `stdout`.
    ///
    /// @return the reader, or null if that is no pipe
    public @Nullable StreamReader stdout() {
        return streams.stdout();
    }

    /// What it complains. asyncio's `stderr`.
    ///
    /// @return the reader, or null if that is no pipe of its own
    public @Nullable StreamReader stderr() {
        return streams.stderr();
    }

    // --- Waiting

    /// Waits until it is dead. Any number of tasks may wait, and be cancelled. Its pipes may bring more
    /// afterwards, if a child of its own holds them. asyncio's `wait()`.
    ///
    /// @return what it returned, or the number of the signal that killed it, negated
    public int waitFor() {
        Integer code = returnCode();
        if (code == null) {
            streams.awaitExit();
            code = returnCode();
        }
        return Objects.requireNonNull(code, "woken before the exit");
    }

    /// Reads all it writes, having closed what it reads, and waits until it is dead. asyncio's `communicate()`.
    ///
    /// @return what it wrote
    /// @throws IOException if reading fails
    public SubprocessOutput communicate() throws IOException {
        return communicate(new byte[0]);
    }

    /// Gives it all it is to read, reads all it writes meanwhile, and waits until it is dead. A child that does
    /// not read everything is no error. asyncio's `communicate(input)`.
    ///
    /// @param input what it is to read; empty if its standard input is no pipe
    /// @return what it wrote
    /// @throws IOException if reading fails
    /// @throws IllegalArgumentException if there is input and no pipe for it
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

    /// Which process it is, or was. asyncio's `pid`.
    ///
    /// @return the number
    public int pid() {
        return transport.pid();
    }

    /// How it ended. asyncio's `returncode`.
    ///
    /// @return what it returned; the number of the signal that killed it, negated; null while it runs
    public @Nullable Integer returnCode() {
        return transport.returnCode();
    }

    /// Sends a signal. asyncio's `send_signal(signal)`.
    ///
    /// @param signal the number
    /// @throws IllegalStateException if the child is dead
    /// @throws IllegalArgumentException if there is no such signal
    public void sendSignal(int signal) {
        transport.sendSignal(signal);
    }

    /// Asks it to end. asyncio's `terminate()`.
    ///
    /// @throws IllegalStateException if the child is dead
    public void terminate() {
        transport.terminate();
    }

    /// Ends it. asyncio's `kill()`.
    ///
    /// @throws IllegalStateException if the child is dead
    public void kill() {
        transport.kill();
    }

    /// The transport, for what the streams do not have.
    ///
    /// @return the transport
    public SubprocessTransport transport() {
        return transport;
    }

    /// Kills it if it runs, and closes its pipes; returns at once. Again, it does nothing.
    @Override
    public void close() {
        transport.close();
    }

    @Override
    public String toString() {
        return transport.toString();
    }
}
