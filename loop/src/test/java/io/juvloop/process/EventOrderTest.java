package io.juvloop.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.SubprocessConnection;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessTransport;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The calls of a protocol, and their order.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
@Tag("children")
class EventOrderTest {
    @Test
    @DisplayName("all data of a pipe, its loss, the exit once, and the end last of all")
    void dataThenLossAndTheEndLastOfAll(EventLoop loop) {
        ChildRecording child = Children.shell(loop, SubprocessOptions.PIPES, "echo out; echo err >&2; exit 4");
        Children.awaitLoss(loop, child);
        assertThat(child.events)
                .startsWith("made")
                .endsWith("lost")
                .containsSubsequence("data 1", "pipe lost 1")
                .containsSubsequence("data 2", "pipe lost 2")
                .containsOnlyOnce("made", "pipe lost 0", "pipe lost 1", "pipe lost 2", "exited 4", "lost")
                .hasSize(8);
        assertThat(child.causes).containsOnlyNulls();
    }

    @Test
    void nothingIsToldBeforeTheFutureIsDone(EventLoop loop) {
        CompletableFuture<SubprocessConnection<ChildRecording>> future =
                loop.subprocessShell(ChildRecording::new, SubprocessOptions.PIPES, "echo at once");
        assertThat(future).as("only in a turn of the loop").isNotDone();
        List<String> whenDone = new ArrayList<>();
        var _ = future.thenAccept(connection -> whenDone.addAll(connection.protocol().events));
        Children.awaitLoss(loop, loop.runUntilComplete(future).protocol());
        assertThat(whenDone).containsExactly("made");
    }

    @Test
    void theExitMayComeBeforeTheLossOfPipesThatAGrandchildHolds(EventLoop loop) {
        ChildRecording child =
                Children.shell(loop, Children.OUTPUT.withStderr(Redirect.DEVNULL), "(read x; echo late) <&5 & exit 0");
        Children.awaitLoss(loop, child);
        SubprocessOptions options = Children.OUTPUT.withStderr(Redirect.DEVNULL).withDescriptor(5, Redirect.PIPE);
        ChildRecording held = Children.shell(loop, options, "(read x <&5; echo late) & exit 0");
        Await.until(loop, () -> held.events.contains("exited 0"));
        assertThat(held.events).containsExactly("made", "exited 0");
        Transport grandchild = held.transport().pipeTransport(5);
        grandchild.write("\n".getBytes(StandardCharsets.UTF_8));
        Children.awaitLoss(loop, held);
        assertThat(held.events).containsSubsequence("exited 0", "data 1", "pipe lost 1", "lost");
        assertThat(held.text(1)).isEqualTo("late\n");
    }

    @Test
    void aChildThatClosesItsInputIsNoticedWithoutWriting(EventLoop loop) {
        ChildRecording child = Children.shell(loop, SubprocessOptions.PIPES, "exec <&-; sleep 1000");
        Await.until(loop, () -> child.events.contains("pipe lost 0"));
        assertThat(child.transport().returnCode()).isNull();
        child.transport().close();
        Children.awaitLoss(loop, child);
    }

    @Test
    void whatCannotBeWrittenIsTheCauseOfThePipesLoss(EventLoop loop) {
        ChildRecording child = Children.start(loop, SubprocessOptions.PIPES, "true");
        child.transport().pipeTransport(0).write(new byte[10_000_000]);
        Children.awaitLoss(loop, child);
        assertThat(child.causes)
                .hasSize(4)
                .anySatisfy(cause -> assertThat(cause).isInstanceOf(IOException.class));
    }

    @Test
    void aProtocolThatFailsLosesThePipeItFailedFor(EventLoop loop, Reported reported) {
        IllegalStateException failure = new IllegalStateException("as the test wants it");
        ChildRecording failing = new ChildRecording() {
            @Override
            public void pipeDataReceived(int fd, ByteBuffer bytes) {
                if (fd == 1) {
                    throw failure;
                }
                super.pipeDataReceived(fd, bytes);
            }
        };
        var _ = loop.runUntilComplete(
                loop.subprocessShell(() -> failing, Children.OUTPUT, "echo out; read x <&3; echo err >&2; exit 0"));
        Children.awaitLoss(loop, failing);
        assertThat(reported.only().exception()).isSameAs(failure);
        assertThat(failing.text(2)).contains("err\n");
        assertThat(failing.causes).contains(failure).endsWith((Throwable) null);
    }

    @Test
    void aProtocolThatFailsAtTheBeginningEndsTheChild(EventLoop loop, Reported reported) {
        IllegalStateException failure = new IllegalStateException("as the test wants it");
        ChildRecording failing = new ChildRecording() {
            @Override
            public void connectionMade(SubprocessTransport made) {
                super.connectionMade(made);
                throw failure;
            }
        };
        var _ = loop.runUntilComplete(loop.subprocessExec(() -> failing, SubprocessOptions.PIPES, "sleep", "1000"));
        Children.awaitLoss(loop, failing);
        assertThat(reported.only().exception()).isSameAs(failure);
        assertThat(failing.transport().returnCode()).isEqualTo(-9);
        assertThat(failing.causes.getLast()).isSameAs(failure);
    }

    @Test
    void aPausedPipeHoldsItsEndBack(EventLoop loop) {
        ChildRecording child = Children.shell(loop, Children.OUTPUT, "echo out");
        child.transport().pipeTransport(1).pauseReading();
        Await.until(loop, () -> child.events.contains("exited 0"));
        Turns.many(loop, 10);
        assertThat(child.events).doesNotContain("data 1", "pipe lost 1", "lost");
        child.transport().pipeTransport(1).resumeReading();
        Children.awaitLoss(loop, child);
        assertThat(child.text(1)).isEqualTo("out\n");
    }
}
