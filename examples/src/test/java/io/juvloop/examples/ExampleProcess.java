package io.juvloop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.TaskMode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// An example running in a JVM of its own, as a user starts it; one that hangs is ended, so that its test fails.
final class ExampleProcess implements AutoCloseable {
    private static final long LIMIT_SECONDS = 40;

    private final Path errors;
    private final Process process;
    private final BufferedReader output;

    private ExampleProcess(Path errors, List<String> command) throws IOException {
        this.errors = errors;
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        output = process.inputReader();
        CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
    }

    /// With the permissions that the manifest of the jar gives.
    static ExampleProcess start(String... arguments) throws IOException {
        return start(TaskMode.FAST, arguments);
    }

    static ExampleProcess start(TaskMode mode, String... arguments) throws IOException {
        return startBy(List.of(), mode, arguments);
    }

    /// Starts it through another program, which runs the command that follows it.
    static ExampleProcess startBy(List<String> before, TaskMode mode, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        command.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
        command.add("-Djuvloop.tasks=" + mode.name().toLowerCase(Locale.ROOT));
        String libuv = System.getProperty("juvloop.library.path");
        if (libuv != null) {
            command.add("-Djuvloop.library.path=" + libuv);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ExampleProcess(Files.createTempFile("example", ".err"), command);
    }

    /// Returns the next line of its output.
    String line() throws IOException {
        String line = output.readLine();
        assertThat(line)
                .as("a line of output; the errors are: " + Files.readString(errors))
                .isNotNull();
        return line;
    }

    /// Returns the port of the line `ready HOST:PORT`.
    int port() throws IOException {
        String line = line();
        assertThat(line).matches("ready 127\\.0\\.0\\.1:\\d+");
        return Integer.parseInt(line.substring(line.indexOf(':') + 1));
    }

    /// Returns its output until it ended.
    List<String> rest() throws IOException {
        return output.readAllLines();
    }

    /// Closes the reading end of its output, so that it can print no more.
    void hangUp() throws IOException {
        output.close();
    }

    /// Returns its error output so far.
    String errors() throws IOException {
        return Files.readString(errors);
    }

    /// Sends a signal, as the keyboard or the system does.
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /// Returns the exit code, once it has ended.
    int exit() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
        process.onExit().join();
        Files.delete(errors);
    }
}
