package io.juvloop.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.EventLoop;
import io.juvloop.UvException;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.testing.LoopTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Children that run as another user.
@LoopTest
@EnabledOnOs(OS.LINUX)
@Tag("children")
class UserTest {
    private static final int NOBODY = 65_534;

    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    private static String ids(EventLoop loop, SubprocessOptions options) {
        return Children.output(loop, options, "sh", "-c", "id -u; id -g").replace('\n', ' ');
    }

    @Test
    void rootMayChooseUserAndGroup(EventLoop loop) {
        assumeTrue(ROOT, "only root may");
        SubprocessOptions options = Children.OUTPUT;
        assertThat(ids(loop, options.withUser(NOBODY).withGroup(NOBODY))).isEqualTo("65534 65534 ");
        assertThat(ids(loop, options.withGroup(NOBODY))).isEqualTo("0 65534 ");
        assertThat(ids(loop, options)).as("ours").isEqualTo("0 0 ");
    }

    @Test
    void othersAreRefusedByTheSystem(EventLoop loop) {
        assumeTrue(!ROOT, "root is refused nothing");
        assertThatThrownBy(() -> ids(loop, Children.OUTPUT.withUser(0))).hasRootCauseInstanceOf(UvException.class);
    }
}
