package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.Platform;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import org.junit.jupiter.api.Test;

/// The way in which a loop polls its streams.
@LoopTest
@NeedsLibuv("it asks how libuv's loop polls")
class PollModeTest {
    @Test
    void isTheSystemsUnlessThePropertyLeavesStreamsToLibuv(EventLoop loop) {
        PollMode expected = PollMode.LIBUV;
        if (!System.getProperty("juvloop.poll", "auto").equals("libuv")) {
            expected = Platform.current().isLinux()
                    ? PollMode.EPOLL
                    : Platform.current().isMac() ? PollMode.KQUEUE : expected;
        }
        assertThat(loop.pollMode()).isEqualTo(expected);
        loop.close();
        assertThat(loop.pollMode()).as("after the loop is closed").isEqualTo(expected);
    }
}
