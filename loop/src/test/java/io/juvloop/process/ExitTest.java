package io.juvloop.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.Subprocess;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The exit of a child, and its notifications.
@TaskTest
@EnabledOnOs(OS.LINUX)
@Tag("children")
class ExitTest {
    private static final int SIGUSR1 = 10;
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;
    private static final SubprocessOptions PIPES = SubprocessOptions.PIPES;

    @Test
    @Tag("P4")
    @DisplayName("a child that is gone gets no signal, and neither does the process that has its number now")
    void theDeadGetNoSignal(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Subprocess child = Subprocess.exec(PIPES, "true")) {
                int pid = child.pid();
                assertThat(child.waitFor()).isZero();
                assertThat(Children.exists(pid)).as("waited for").isFalse();
                assertThatThrownBy(child::kill)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("no such process")
                        .hasMessageContaining(Integer.toString(pid));
                assertThatThrownBy(child::terminate).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> child.sendSignal(0)).isInstanceOf(IllegalStateException.class);
                assertThat(child.pid()).isEqualTo(pid);
                assertThat(child.waitFor()).as("again").isZero();
            }
        });
    }

    @Test
    @Tag("P4")
    void everyWaiterGetsTheSameReturnCode(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Subprocess child = Subprocess.shell(PIPES, "read line; exit 3")) {
                List<Task<Integer>> waiting = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    waiting.add(loop.createTask(child::waitFor));
                }
                Async.sleep(Duration.ZERO);
                assertThat(child.returnCode()).isNull();
                waiting.getLast().cancel(true);
                child.stdin().write("\n", StandardCharsets.UTF_8);
                for (Task<Integer> waiter : waiting.subList(0, 3)) {
                    assertThat(Async.await(waiter)).isEqualTo(3);
                }
                assertThatThrownBy(() -> Async.await(waiting.getLast())).isInstanceOf(CancellationException.class);
            }
        });
    }

    @Test
    @DisplayName("the returnCode of a killed child is the signal's number, negated")
    void signalsAreNegative(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThat(endedBy(SIGKILL)).isEqualTo(-SIGKILL);
            assertThat(endedBy(SIGTERM)).isEqualTo(-SIGTERM);
            assertThat(endedBy(SIGUSR1)).isEqualTo(-SIGUSR1);
        });
    }

    private static int endedBy(int signal) throws Exception {
        try (Subprocess child = Subprocess.exec(PIPES, "sleep", "1000")) {
            child.sendSignal(signal);
            return child.waitFor();
        }
    }

    @Test
    void whatIsNoSignalIsRefused(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Subprocess child = Subprocess.exec(PIPES, "cat")) {
                assertThatThrownBy(() -> child.sendSignal(12345)).isInstanceOf(IllegalArgumentException.class);
                assertThat(child.returnCode()).isNull();
            }
        });
    }

    @Test
    void aTrappedSignalIsTheChildsBusiness(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Subprocess child = Subprocess.shell(PIPES, "trap 'echo caught; exit 5' TERM; echo ready; read line")) {
                assertThat(child.stdout().readLine()).isNotEmpty();
                child.terminate();
                child.stdin().write("\n", StandardCharsets.UTF_8);
                assertThat(child.stdout().readLine()).isEqualTo("caught\n".getBytes(StandardCharsets.UTF_8));
                assertThat(child.waitFor()).isEqualTo(5);
            }
        });
    }

    @Test
    @Tag("P6")
    @DisplayName("a child is dead although its own child holds its output")
    void aGrandchildDoesNotDelayTheExit(EventLoop loop) {
        InTask.run(loop, () -> {
            SubprocessOptions options = PIPES.withStdin(Redirect.DEVNULL);
            try (Subprocess child = Subprocess.shell(options, "sleep 1000 & echo $!")) {
                int grandchild =
                        Integer.parseInt(new String(child.stdout().readLine(), StandardCharsets.UTF_8).strip());
                assertThat(child.waitFor()).isZero();
                assertThat(Children.exists(grandchild)).isTrue();
                assertThat(child.stdout().atEof()).isFalse();
                ProcessHandle.of(grandchild).orElseThrow().destroyForcibly();
                assertThat(child.stdout().read(-1)).isEmpty();
            }
        });
    }

    @Test
    @DisplayName("two hundred children, ten at a time, are all waited for")
    void manyChildrenAreAllWaitedFor(EventLoop loop) {
        InTask.run(loop, () -> {
            SubprocessOptions nothing = SubprocessOptions.INHERIT.withStdin(Redirect.DEVNULL);
            for (int round = 0; round < 20; round++) {
                List<Subprocess> children = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    children.add(Subprocess.exec(nothing, "sh", "-c", "exit " + i));
                }
                for (int i = 0; i < 10; i++) {
                    assertThat(children.get(i).waitFor()).isEqualTo(i);
                }
            }
        });
    }
}
