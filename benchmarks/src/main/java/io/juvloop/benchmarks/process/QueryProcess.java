package io.juvloop.benchmarks.process;

import io.juvloop.benchmarks.figures.Histogram;
import io.juvloop.benchmarks.query.Expected;
import io.juvloop.benchmarks.query.QueryLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A process with a client of a PostgreSQL server, which it loads on command; see
/// [io.juvloop.benchmarks.query.QueryWorker] for its commands.
public final class QueryProcess implements AutoCloseable {
    private static final String NONE = "none";
    private static final int OPERATIONS = 1;
    private static final int NANOS = 2;
    private static final int CPU_NANOS = 3;
    private static final int ALLOCATED = 4;
    private static final int MAX = 5;

    private final WorkerProcess worker;

    /// The figures of one span.
    ///
    /// @param operations how many were done and checked
    /// @param nanos from the first one's begin to the last one's end
    /// @param cpuNanos processor time of the client's process
    /// @param allocated bytes of the objects that it made; negative if it cannot say
    /// @param latency of each operation
    public record Figures(long operations, long nanos, long cpuNanos, long allocated, Histogram latency) {
        static Figures parse(String answer) {
            String[] words = answer.split(" ", -1);
            double[] nanos = new double[words.length - MAX - 1];
            double[] counts = new double[nanos.length];
            for (int i = 0; i < nanos.length; i++) {
                String[] bucket = words[MAX + 1 + i].split(":", -1);
                nanos[i] = Double.parseDouble(bucket[0]);
                counts[i] = Double.parseDouble(bucket[1]);
            }
            return new Figures(
                    Long.parseLong(words[OPERATIONS]),
                    Long.parseLong(words[NANOS]),
                    Long.parseLong(words[CPU_NANOS]),
                    Long.parseLong(words[ALLOCATED]),
                    Histogram.of(nanos, counts, Double.parseDouble(words[MAX]) / 1000));
        }
    }

    private QueryProcess(WorkerProcess worker) {
        this.worker = worker;
    }

    /// Starts a client in the given folder and waits until it is connected.
    public static QueryProcess start(List<String> command, Path folder) throws IOException {
        return new QueryProcess(WorkerProcess.start(command, folder));
    }

    /// Does a line for about as long.
    ///
    /// @return the figures, or null if the driver has no way to do it
    public @Nullable Figures run(QueryLine line, Expected expected, Duration duration) throws IOException {
        String answer = worker.ask(String.format(
                Locale.ROOT,
                "run %s %.6f %d %d",
                line.word(),
                duration.toNanos() / 1e9,
                expected.rows(),
                expected.sum()));
        return answer.equals(NONE) ? null : Figures.parse(answer);
    }

    /// Opens more connections, until there are so many idle ones.
    public void hold(int connections) throws IOException {
        worker.ask("hold " + connections);
    }

    /// Opens a connection, reads one row, and closes it.
    public void connectOnce() throws IOException {
        worker.ask("connect");
    }

    public long pid() {
        return worker.pid();
    }

    public CpuTime cpuTime() throws IOException {
        return worker.cpuTime();
    }

    @Override
    public void close() {
        worker.close();
    }
}
