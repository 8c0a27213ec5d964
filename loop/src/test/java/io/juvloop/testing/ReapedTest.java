package io.juvloop.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A child of the JDK's leaves no descriptor that another thread would close later.
@DisabledOnOs(OS.WINDOWS)
class ReapedTest {
    @RepeatedTest(100)
    void nothingIsLeftToBeClosedLater() throws Exception {
        OpenFiles before = OpenFiles.now();
        Process child = new ProcessBuilder("true").start();
        assertThat(Reaped.exit(child)).isZero();
        assertThat(before.changesAfter(Duration.ZERO)).isEmpty();
    }
}
