package io.juvloop.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Signal;
import io.juvloop.testing.Reaped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Sends real signals to this process with the `kill` program. Only signals may be sent that are handled here
/// or that have no effect by default. After a signal was sent, some thread of the process has taken it: a
/// signal that was still pending would have its default effect if its handler were removed meanwhile.
public final class Kill {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PENDING = "ShdPnd:";

    private Kill() {}

    public static void thisProcess(Signal signal) {
        try {
            String me = Long.toString(ProcessHandle.current().pid());
            Process kill = new ProcessBuilder("kill", "-" + signal.name(), me)
                    .inheritIO()
                    .start();
            assertThat(Reaped.exit(kill)).isZero();
            awaitTaken(signal);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static void awaitTaken(Signal signal) throws IOException {
        long begin = System.nanoTime();
        while (isPending(signal)) {
            assertThat(System.nanoTime() - begin)
                    .as("a thread takes the signal")
                    .isLessThan(PATIENCE_NANOS);
            Thread.onSpinWait();
        }
    }

    /// Known on Linux; elsewhere no signal counts as pending.
    private static boolean isPending(Signal signal) throws IOException {
        if (!Files.exists(STATUS)) {
            return false;
        }
        String word = Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(PENDING))
                .findFirst()
                .orElseThrow()
                .substring(PENDING.length())
                .strip();
        return (Long.parseUnsignedLong(word, 16) >> (signal.number() - 1) & 1) == 1;
    }
}
