package io.juvloop.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Waits for a child that the JDK started, and closes the descriptors that the JDK opened for it. The JDK
/// closes its ends of the pipes itself, but on a thread of its own and some time after reporting the child's
/// exit: in the middle of a later test, which then misses descriptors that were open when it began.
///
/// Any thread; blocks.
public final class Reaped {
    private static final long LIMIT_SECONDS = 40;

    private Reaped() {}

    /// Waits for the exit of a child, which is killed if that takes too long.
    ///
    /// @return its exit code
    public static int exit(Process child) throws IOException, InterruptedException {
        boolean ended = child.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            child.destroyForcibly().waitFor();
        }
        child.getOutputStream().close();
        child.getInputStream().close();
        child.getErrorStream().close();
        assertThat(ended)
                .as("%s ended within %d s", child.info().command(), LIMIT_SECONDS)
                .isTrue();
        return child.exitValue();
    }
}
