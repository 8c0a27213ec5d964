package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// libuv's own view of a thread against that of Linux; a libuv that has none refuses.
class UvThreadTest {
    /// The position of the niceness behind the name, which ends with a parenthesis.
    private static final int NICENESS = 17;

    /// Runs on a thread of its own, so that no other test's thread keeps the settings.
    private static void worksWith(OptionalFunction function, Runnable body) {
        if (function.isPresent()) {
            CompletableFuture.runAsync(body, action -> Thread.ofPlatform().start(action))
                    .join();
        } else {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(body::run)
                    .withMessageContaining("%s needs libuv %s", function.functionName(), function.since());
        }
    }

    private static String ofThisThread(String file) {
        try {
            return Files.readString(Path.of("/proc/thread-self", file)).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void processorsAreThoseThatLinuxTells() {
        worksWith(
                OptionalFunction.THREAD_GETAFFINITY,
                () -> assertThat(UvThread.affinity())
                        .isEqualTo(LinuxThread.affinity())
                        .satisfies(cpus -> assertThat(cpus.isEmpty()).isFalse()));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void processorsAreSet() {
        worksWith(OptionalFunction.THREAD_SETAFFINITY, () -> {
            BitSet last = new BitSet();
            last.set(LinuxThread.affinity().length() - 1);
            UvThread.affinity(last);
            assertThat(LinuxThread.affinity()).isEqualTo(last);
            assertThat(UvThread.affinity()).isEqualTo(last);
        });
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theProcessorOfTheMomentIsOneOfThem() {
        worksWith(OptionalFunction.THREAD_GETCPU, () -> {
            BitSet last = new BitSet();
            last.set(LinuxThread.affinity().length() - 1);
            LinuxThread.affinity(last);
            assertThat(UvThread.cpu()).isEqualTo(LinuxThread.cpu()).isEqualTo(last.length() - 1);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, -2})
    @EnabledOnOs(OS.LINUX)
    void aLevelIsReadBackAsItWasSetAndNotAsNiceness(int level) {
        worksWith(OptionalFunction.THREAD_SETPRIORITY, () -> {
            UvThread.priority(level);
            assertThat(UvThread.priority()).isEqualTo(level);
            String stat = ofThisThread("stat");
            String[] fields = stat.substring(stat.lastIndexOf(')')).split(" ", -1);
            assertThat(fields[NICENESS]).isEqualTo(Integer.toString(-2 * level));
        });
    }

    @Test
    void aLevelThatIsNoneIsRefused() {
        assumeTrue(OptionalFunction.THREAD_SETPRIORITY.isPresent());
        assertThatExceptionOfType(UvFailure.class)
                .isThrownBy(() -> UvThread.priority(3))
                .withMessageContaining("EINVAL");
    }

    @ParameterizedTest
    @CsvSource({
        "linux, 0, 0", "linux, 2, -1", "linux, 4, -2", "linux, 19, -2", "linux, -2, 1", "linux, -4, 2", "linux, -20, 2",
        "linux, 1, 0", "linux, 3, -1", "osx, 15, -2", "osx, 23, -1", "osx, 31, 0", "osx, 39, 1", "osx, 47, 2",
        "osx, 0, -2", "osx, 63, 2", "windows, -15, -2", "windows, -1, -1", "windows, 0, 0", "windows, 15, 2"
    })
    void whatTheSystemTellsBecomesALevel(String os, int told, int level) {
        assertThat(UvThread.level(new Platform(os, "x86_64", "any"), told)).isEqualTo(level);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theNameIsSet() {
        worksWith(OptionalFunction.THREAD_SETNAME, () -> {
            UvThread.name("set-by-libuv");
            assertThat(ofThisThread("comm")).isEqualTo("set-by-libuv");
        });
    }
}
