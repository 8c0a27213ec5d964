package io.juvloop.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An echo server in a process of its own that has printed `ready HOST:PORT`.
public final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String READY = "ready ";

    /// The reason why a server did not start.
    public static final class NotStartedException extends Exception {
        private static final long serialVersionUID = 1;

        NotStartedException(String reason) {
            super(reason);
        }
    }

    private final Process process;
    private final Path errors;
    private final int port;
    private final Duration startUp;

    private ServerProcess(Process process, Path errors, int port, Duration startUp) {
        this.process = process;
        this.errors = errors;
        this.port = port;
        this.startUp = startUp;
    }

    /// Starts a server in the given folder and waits until it is ready.
    public static ServerProcess start(List<String> command, Path folder)
            throws IOException, InterruptedException, NotStartedException {
        Path errors = Files.createTempFile("echo-server", ".err");
        long begin = System.nanoTime();
        Process process = Children.start(
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile()));
        CompletableFuture<Long> readyAt = new CompletableFuture<>();
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> readOutput(process, readyAt, port));
        try {
            int number = port.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return new ServerProcess(process, errors, number, Duration.ofNanos(readyAt.join() - begin));
        } catch (ExecutionException | TimeoutException e) {
            Children.end(process);
            String reason = e instanceof TimeoutException ? "was not ready in " + PATIENCE.toSeconds() + " s" : "ended";
            String said = lastError(errors);
            Files.delete(errors);
            throw new NotStartedException(reason + said);
        }
    }

    /// Waits for the ready line, then continues to read, so that the server never blocks on its output.
    private static void readOutput(Process process, CompletableFuture<Long> readyAt, CompletableFuture<Integer> port) {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(READY) && !port.isDone()) {
                    readyAt.complete(System.nanoTime());
                    port.complete(Integer.valueOf(line.substring(line.lastIndexOf(':') + 1)));
                }
            }
            port.completeExceptionally(new IOException("the server ended"));
        } catch (IOException | NumberFormatException e) {
            port.completeExceptionally(e);
        }
    }

    private static String lastError(Path errors) throws IOException {
        List<String> lines = Files.readAllLines(errors).stream()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("at "))
                .toList();
        return lines.isEmpty() ? "" : ": " + lines.getLast().strip();
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// What the server has said last on its standard error, behind a colon; empty if it has said nothing.
    public String lastError() throws IOException {
        return lastError(errors);
    }

    /// The time from the start of the process to its ready line.
    public Duration startUp() {
        return startUp;
    }

    public CpuTime cpuTime() throws IOException {
        return CpuTime.of(pid());
    }

    /// The resident memory in KiB.
    public long residentKiB() throws IOException {
        return ResidentMemory.kib(pid());
    }

    /// How many descriptors the process has open.
    public int openDescriptors() throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
            return (int) descriptors.count();
        }
    }

    /// Asks the server to end, and kills it after a while.
    @Override
    public void close() throws IOException {
        Children.end(process);
        Files.deleteIfExists(errors);
    }
}
