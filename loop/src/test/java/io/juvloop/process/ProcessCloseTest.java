package io.juvloop.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.subprocess.Subprocess;
import io.juvloop.subprocess.SubprocessConnection;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessTransport;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Children that this process ends, at any time of their life.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
@Tag("children")
class ProcessCloseTest {
    private static final SubprocessOptions PIPES = SubprocessOptions.PIPES;

    @Test
    @Tag("P7")
    @DisplayName("closing twice kills once, and the protocol hears of it once")
    void closingKillsAndWaits(EventLoop loop) {
        ChildRecording child = Children.start(loop, PIPES, "sleep", "1000");
        int pid = child.transport().pid();
        child.transport().pipeTransport(0).write(new byte[1_000_000]);
        assertThat(child.transport().isClosing()).isFalse();
        child.transport().close();
        child.transport().close();
        assertThat(child.transport().isClosing()).isTrue();
        Children.awaitLoss(loop, child);
        assertThat(child.events)
                .containsOnlyOnce("pipe lost 0", "pipe lost 1", "pipe lost 2", "exited -9", "lost")
                .endsWith("lost");
        assertThat(child.transport().returnCode()).isEqualTo(-9);
        assertThat(Children.exists(pid)).as("no zombie").isFalse();
        child.transport().close();
    }

    @Test
    void closingADeadChildClosesThePipesThatAreLeft(EventLoop loop) {
        ChildRecording child = Children.shell(loop, PIPES, "sleep 1000 & echo $!");
        Await.until(loop, () -> child.events.contains("exited 0") && child.events.contains("data 1"));
        assertThat(child.isLost()).isFalse();
        child.transport().close();
        Children.awaitLoss(loop, child);
        ProcessHandle.of(Long.parseLong(child.text(1).strip())).orElseThrow().destroyForcibly();
        assertThat(child.transport().returnCode()).isZero();
    }

    @Test
    void closingAsSoonAsItIsThereIsAnOrdinaryEnd(EventLoop loop) {
        ChildRecording closing = new ChildRecording() {
            @Override
            public void connectionMade(SubprocessTransport made) {
                super.connectionMade(made);
                made.close();
            }
        };
        var _ = loop.runUntilComplete(loop.subprocessExec(() -> closing, PIPES, "sleep", "1000"));
        Children.awaitLoss(loop, closing);
        assertThat(closing.events).contains("exited -9");
    }

    @Test
    void cancellingTheStartKillsTheChildAndTellsNobody(EventLoop loop) {
        ChildRecording protocol = new ChildRecording();
        CompletableFuture<SubprocessConnection<ChildRecording>> future =
                loop.subprocessExec(() -> protocol, PIPES, "sleep", "1000");
        long child = onlyChild();
        assertThat(future.cancel(true)).isTrue();
        Await.until(loop, "the child's end", () -> ProcessHandle.of(child).isEmpty());
        Turns.many(loop, 3);
        assertThat(protocol.events).isEmpty();
    }

    @Test
    void aChildWhoseStartSomebodyEndedOtherwiseIsKilled(EventLoop loop) {
        ChildRecording protocol = new ChildRecording();
        CompletableFuture<SubprocessConnection<ChildRecording>> future =
                loop.subprocessExec(() -> protocol, PIPES, "sleep", "1000");
        assertThat(future.completeExceptionally(new IllegalStateException("not wanted")))
                .isTrue();
        assertThat(future.exceptionNow()).hasMessage("not wanted");
        Children.awaitLoss(loop, protocol);
        assertThat(protocol.events).startsWith("made").contains("exited -9").endsWith("lost");
    }

    @Test
    @Tag("tasks")
    void cancellingATaskThatStartsAChildKillsIt(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<Subprocess> starting = loop.createTask(() -> Subprocess.exec(PIPES, "sleep", "1000"));
            Async.sleep(Duration.ZERO);
            starting.cancel(true);
            assertThatThrownBy(() -> Async.await(starting)).isInstanceOf(CancellationException.class);
            while (ProcessHandle.current().children().findAny().isPresent()) {
                Async.sleep(Duration.ofMillis(1));
            }
        });
    }

    private static long onlyChild() {
        return ProcessHandle.current().children().findAny().orElseThrow().pid();
    }

    @Test
    @DisplayName("a loop that is closed kills its children, names them, and waits for them")
    void closingTheLoopKillsAndWaits(EventLoop loop, Logged logged) {
        ChildRecording child = Children.start(loop, PIPES, "sleep", "1000");
        int pid = child.transport().pid();
        loop.close();
        assertThat(Children.exists(pid)).as("no zombie").isFalse();
        assertThat(logged.all())
                .anySatisfy(entry -> assertThat(entry.message()).contains("unclosed process " + pid + " of sleep"));
        assertThat(child.transport().returnCode()).isEqualTo(-9);
        assertThat(child.events).as("as with every connection").containsExactly("made");
    }

    @Test
    void closingTheLoopFailsAStartThatNobodyHeardOf(EventLoop loop, Logged logged) {
        CompletableFuture<SubprocessConnection<ChildRecording>> future =
                loop.subprocessExec(ChildRecording::new, PIPES, "sleep", "1000");
        loop.close();
        assertThat(future.exceptionNow())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(logged.all()).as("its pipes and itself").hasSize(4);
    }
}
