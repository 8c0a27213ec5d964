package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Thousands of loops, opened and closed; [LoopTest] checks that no descriptor stays open.
@LoopTest
class LoopChurnTest {
    private static final int LOOPS = 1000;
    private static final long KIB_PER_MIB = 1024;
    private int ran;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aThousandLoopsLeaveNoMemoryBehind(EventLoop unused) throws IOException {
        long reserved = churn(LOOPS / 4) / 1024;
        long before = residentKib();
        churn(LOOPS);
        long growth = residentKib() - before;
        assertThat(ran).isEqualTo((LOOPS + LOOPS / 4) * 3);
        assertThat(growth)
                .as("growth of resident memory in KiB")
                .isLessThan(Math.max(reserved * LOOPS / 4, 32 * KIB_PER_MIB));
    }

    private long churn(int loops) {
        long reserved = 0;
        for (int i = 0; i < loops; i++) {
            try (EventLoop loop = LoopChoice.newLoop()) {
                loop.callSoon(() -> ran++);
                loop.callSoonThreadsafe(() -> ran++);
                loop.callLater(Duration.ZERO, () -> ran++);
                Turns.one(loop);
                reserved = loop.stats().nativeBytesReserved();
            }
        }
        System.gc();
        return reserved;
    }

    private static long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
