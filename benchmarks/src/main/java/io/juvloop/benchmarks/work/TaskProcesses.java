package io.juvloop.benchmarks.work;

import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.Subprocess;
import io.juvloop.subprocess.SubprocessOptions;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Workloads in which tasks start children. An operation is a child, from its start until it was waited for.
final class TaskProcesses {
    private static final SubprocessOptions SILENT = SubprocessOptions.PIPES
            .withStdin(Redirect.DEVNULL)
            .withStdout(Redirect.DEVNULL)
            .withStderr(Redirect.DEVNULL);
    private static final SubprocessOptions TALKING = SubprocessOptions.PIPES.withStderr(Redirect.DEVNULL);
    private static final byte[] INPUT = new byte[Side.CHILDS_INPUT];

    private TaskProcesses() {}

    /// As many at once as there are tasks.
    static void silent(TaskSpan span, int tasks) {
        for (int i = 0; i < tasks; i++) {
            span.add(() -> {
                while (!span.isOver()) {
                    runSilently();
                    span.count();
                }
            });
        }
    }

    private static void runSilently() {
        try (Subprocess child = Subprocess.exec(SILENT, Side.SILENT_CHILD)) {
            child.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One after the other, each with input that it returns.
    static void talking(TaskSpan span) {
        span.add(() -> {
            while (!span.isOver()) {
                talk();
                span.count();
            }
        });
    }

    private static void talk() {
        try (Subprocess child = Subprocess.exec(TALKING, Side.TALKING_CHILD)) {
            if (child.communicate(INPUT).stdout().length != INPUT.length) {
                throw new IllegalStateException("the child kept something");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
