package io.juvloop.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import io.juvloop.testing.Reaped;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program in a JVM of its own, which may be sent signals and is killed if it does not end. It reports that
/// it is ready by a line of [Ending#READY].
public final class AskedToEnd implements AutoCloseable {
    private static final long LIMIT_SECONDS = 40;

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private AskedToEnd(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        output = process.inputReader();
        var _ = process.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).exceptionally(tooLate -> {
            process.destroyForcibly();
            return process;
        });
    }

    static AskedToEnd start(Ending program) throws IOException {
        return start(Ending.class, List.of(), program.name());
    }

    /// Starts a program with tasks in the mode that this JVM has.
    public static AskedToEnd start(Class<?> main, List<String> options, String... arguments) throws IOException {
        return startBy(ChildJvm.askable(), main, options, arguments);
    }

    /// Starts a program through another, which runs the command that follows it.
    public static AskedToEnd startBy(List<String> before, Class<?> main, List<String> options, String... arguments)
            throws IOException {
        List<String> command = ChildJvm.command(before, main, arguments);
        int java = before.size() + 1;
        command.add(java, "--add-opens=java.base/java.lang=ALL-UNNAMED");
        command.add(java, "-Djuvloop.tasks=" + System.getProperty("juvloop.tasks", "fast"));
        command.addAll(java, options);
        return new AskedToEnd(command);
    }

    /// Waits until it is ready a number of times.
    public AskedToEnd whenReady(int times) throws IOException {
        int ready = 0;
        while (ready < times) {
            String line = output.readLine();
            assertThat(line).as("a line after " + lines).isNotNull();
            lines.add(line);
            ready += line.equals(Ending.READY) ? 1 : 0;
        }
        return this;
    }

    /// Sends it a signal.
    public AskedToEnd signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        assertThat(Reaped.exit(kill)).isZero();
        return this;
    }

    /// Waits until it has ended.
    ///
    /// @return its exit code
    public int exit() throws IOException, InterruptedException {
        lines.addAll(output.readAllLines());
        return Reaped.exit(process);
    }

    /// The lines that it printed.
    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        try {
            Reaped.exit(process.destroyForcibly());
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
