package io.juvloop.benchmarks.work;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;

/// The same by [ProcessBuilder], in virtual threads.
final class ThreadProcesses {
    private static final File NOWHERE = new File("/dev/null");
    private static final byte[] INPUT = new byte[Side.CHILDS_INPUT];

    private ThreadProcesses() {}

    static void silent(ThreadSpan span, int threads) {
        for (int i = 0; i < threads; i++) {
            span.add(count -> {
                while (!span.isOver()) {
                    start(Side.SILENT_CHILD, Redirect.from(NOWHERE), Redirect.DISCARD)
                            .waitFor();
                    count.count();
                }
            });
        }
    }

    static void talking(ThreadSpan span) {
        span.add(count -> {
            while (!span.isOver()) {
                talk();
                count.count();
            }
        });
    }

    private static Process start(String program, Redirect input, Redirect output) {
        try {
            return new ProcessBuilder(program)
                    .redirectInput(input)
                    .redirectOutput(output)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The input fits into a pipe, so it may be written before any output is read.
    private static void talk() throws InterruptedException {
        Process child = start(Side.TALKING_CHILD, Redirect.PIPE, Redirect.PIPE);
        try {
            try (OutputStream input = child.getOutputStream()) {
                input.write(INPUT);
            }
            if (child.getInputStream().readAllBytes().length != INPUT.length) {
                throw new IllegalStateException("the child kept something");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        child.waitFor();
    }
}
