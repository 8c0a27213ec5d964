package io.juvloop.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.net.peer.Payload;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.Subprocess;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessOutput;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The complete input and output of a child.
@TaskTest
@DisabledOnOs(OS.WINDOWS)
@Tag("children")
class CommunicateTest {
    private static final SubprocessOptions PIPES = SubprocessOptions.PIPES;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 219_264, 1_000_000})
    @Tag("P3")
    void everythingComesBack(int size, EventLoop loop) {
        byte[] much = Payload.of(size, 3);
        SubprocessOutput output = InTask.call(loop, () -> {
            try (Subprocess cat = Subprocess.exec(PIPES, "cat")) {
                return cat.communicate(much);
            }
        });
        assertThat(output.stdout()).isEqualTo(much);
        assertThat(output.stderr()).isEmpty();
    }

    @Test
    @Tag("P3")
    @DisplayName("a megabyte of errors, written before any output, does not block the child")
    void errorsAndOutputAreReadTogether(EventLoop loop) {
        SubprocessOutput output = InTask.call(loop, () -> {
            try (Subprocess child =
                    Subprocess.shell(PIPES, "head -c 1000000 /dev/zero >&2; head -c 1000000 /dev/zero")) {
                return child.communicate();
            }
        });
        assertThat(output.stdout()).isEqualTo(new byte[1_000_000]);
        assertThat(output.stderr()).isEqualTo(new byte[1_000_000]);
    }

    @Test
    @Tag("P3")
    void aChildNeedNotRead(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Subprocess child = Subprocess.exec(PIPES, "true")) {
                SubprocessOutput output = child.communicate(Payload.of(1_000_000, 3));
                assertThat(output.stdout()).isEmpty();
                assertThat(child.returnCode()).isZero();
            }
        });
    }

    @Test
    void streamsThatAreNoPipesGiveNothing(EventLoop loop) {
        SubprocessOptions nowhere = SubprocessOptions.INHERIT
                .withStdin(Redirect.DEVNULL)
                .withStdout(Redirect.DEVNULL)
                .withStderr(Redirect.DEVNULL);
        InTask.run(loop, () -> {
            try (Subprocess child = Subprocess.shell(nowhere, "echo lost")) {
                assertThat(child.stdin()).isNull();
                assertThat(child.stdout()).isNull();
                assertThat(child.stderr()).isNull();
                assertThatThrownBy(() -> child.communicate(new byte[1])).isInstanceOf(IllegalArgumentException.class);
                assertThat(child.communicate().stdout()).isEmpty();
            }
        });
    }

    @Test
    void cancellingItLeavesTheChildAlone(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Subprocess child = Subprocess.shell(PIPES, "echo begun; read line; echo got $line")) {
                assertThat(child.stdout().readLine()).isEqualTo("begun\n".getBytes(StandardCharsets.UTF_8));
                Task<byte[]> reading = loop.createTask(() -> child.stdout().read(-1));
                Async.sleep(Duration.ofMillis(1));
                reading.cancel(true);
                assertThatThrownBy(() -> Async.await(reading)).isInstanceOf(CancellationException.class);
                SubprocessOutput rest = child.communicate("it\n".getBytes(StandardCharsets.UTF_8));
                assertThat(rest.stdout(StandardCharsets.UTF_8)).isEqualTo("got it\n");
            }
        });
    }

    @Test
    void aConversationIsHeldByStreams(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Subprocess child = Subprocess.exec(PIPES, "cat")) {
                for (int i = 0; i < 100; i++) {
                    child.stdin().write("line " + i + "\n", StandardCharsets.UTF_8);
                    child.stdin().drain();
                    assertThat(new String(child.stdout().readLine(), StandardCharsets.UTF_8))
                            .isEqualTo("line " + i + "\n");
                }
                child.stdin().writeEof();
                assertThat(child.stdout().read(-1)).isEmpty();
                assertThat(child.waitFor()).isZero();
            }
        });
    }
}
