package io.juvloop.benchmarks.process;

import io.juvloop.benchmarks.work.Tally;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// A process that does a workload on command and sleeps in between; see [io.juvloop.benchmarks.work.Worker] for
/// its commands.
public final class WorkerProcess implements AutoCloseable {
    private static final String DONE = "done";
    private static final String NONE = "none";

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;

    private WorkerProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader();
        this.commands = process.outputWriter();
    }

    /// Starts a worker in the given folder and waits until it is ready.
    public static WorkerProcess start(List<String> command, Path folder) throws IOException {
        WorkerProcess worker = new WorkerProcess(Children.start(
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT)));
        if (!"ready".equals(worker.answers.readLine())) {
            worker.close();
            throw new IOException("the worker ended");
        }
        return worker;
    }

    /// Does a workload for about as long.
    public Tally run(String workload, Duration duration) throws IOException {
        String[] words = ask(String.format(Locale.ROOT, "run %s %.6f", workload, duration.toNanos() / 1e9))
                .split(" ", -1);
        return new Tally(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
    }

    /// Makes more tasks or threads wait in a place, until there are a number of them.
    public void hold(String place, int count) throws IOException {
        ask("hold " + place + " " + count);
    }

    /// Ends the waiting ones.
    public void release() throws IOException {
        ask("release");
    }

    public long pid() {
        return process.pid();
    }

    public CpuTime cpuTime() throws IOException {
        return CpuTime.of(pid());
    }

    /// Sends a command and returns the answer; a failure is an `IOException` with its reason.
    String ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the worker ended");
        }
        if (!answer.startsWith(DONE) && !answer.equals(NONE)) {
            throw new IOException(answer);
        }
        return answer;
    }

    @Override
    public void close() {
        Children.end(process);
    }
}
