package io.juvloop.net.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.testing.Reaped;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A peer that is a separate program: Python, netcat. Tests that need one which is not installed are skipped.
///
/// Any thread; its methods block, so a test calls them before its loop runs, or by [Blocking].
public final class Program implements AutoCloseable {
    private static final long LIMIT_SECONDS = 20;

    private final Process process;
    private final BufferedReader output;

    private Program(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = process.inputReader();
    }

    /// Starts a program.
    public static Program start(List<String> command) throws IOException {
        assumeTrue(exists(command.getFirst()), () -> command.getFirst() + " is not installed here");
        return new Program(command);
    }

    /// Runs a script in Python 3; its arguments are `sys.argv[1:]`.
    public static Program python(String script, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", "-c", "import socket, struct, sys, time\n" + script));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return start(command);
    }

    private static boolean exists(String program) {
        try {
            Process search = new ProcessBuilder("sh", "-c", "command -v " + program)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return Reaped.exit(search) == 0;
        } catch (IOException noShell) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The next line it prints.
    public String line() throws IOException {
        String line = output.readLine();
        assertThat(line).as(() -> "a line from " + process.info().commandLine()).isNotNull();
        return line;
    }

    /// Writes to its standard input and closes it.
    public void feed(String text) throws IOException {
        try (var input = process.outputWriter()) {
            input.write(text);
        }
    }

    /// Writes to its standard input, which stays open.
    public void write(String text) throws IOException {
        process.outputWriter().append(text).flush();
    }

    /// The rest of its output, if it ends successfully.
    public CompletableFuture<String> rest() {
        return Blocking.call(() -> {
            String rest = String.join("\n", output.readAllLines());
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("exit of the peer").isZero();
            return rest;
        });
    }

    /// The rest of its output, however it ends.
    public CompletableFuture<String> output() {
        return Blocking.call(() -> String.join("\n", output.readAllLines()));
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.outputWriter().close();
        output.close();
        process.onExit().join();
    }
}
