package io.juvloop.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The transports of a child's pipes.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
@Tag("children")
class PipeTransportTest {
    private static final SubprocessOptions PIPES = SubprocessOptions.PIPES;

    private static void end(EventLoop loop, ChildRecording child) {
        child.transport().close();
        Children.awaitLoss(loop, child);
    }

    @Test
    void inputIsOnlyWrittenAndOutputOnlyRead(EventLoop loop) {
        ChildRecording child = Children.start(loop, PIPES, "cat");
        Transport input = child.transport().pipeTransport(0);
        Transport output = child.transport().pipeTransport(1);
        assertThatThrownBy(input::pauseReading).isInstanceOf(UnsupportedOperationException.class);
        assertThat(input.isReading()).isFalse();
        assertThat(input.canWriteEof()).isTrue();
        assertThatThrownBy(() -> output.write(new byte[1])).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(output::writeEof).isInstanceOf(UnsupportedOperationException.class);
        assertThat(output.canWriteEof()).isFalse();
        end(loop, child);
    }

    @Test
    void anotherProtocolOfAPipeHidesNothingFromTheChild(EventLoop loop) {
        ChildRecording child = Children.shell(loop, PIPES, "read line; echo $line; exit 3");
        RecordingProtocol other = new RecordingProtocol();
        child.transport().pipeTransport(1).setProtocol(other);
        child.transport().pipeTransport(0).write("hello\n".getBytes(StandardCharsets.UTF_8));
        Children.awaitLoss(loop, child);
        assertThat(other.receivedText()).isEqualTo("hello\n");
        assertThat(child.events)
                .containsOnlyOnce("pipe lost 0", "pipe lost 1", "pipe lost 2", "exited 3", "lost")
                .doesNotContain("data 1");
    }

    @Test
    void warningsNameThePipes(EventLoop loop, Logged logged) {
        ChildRecording child = Children.start(loop, PIPES, "sleep", "1000");
        String name = "process " + child.transport().pid() + " of sleep";
        loop.close();
        assertThat(logged.all().stream().map(entry -> entry.message().replaceAll(".* unclosed ", "")))
                .containsExactlyInAnyOrder("pipe 0 of " + name, "pipe 1 of " + name, "pipe 2 of " + name, name);
    }

    @Test
    void whatAChildWritesToItsInputIsNobodysBusiness(EventLoop loop) {
        ChildRecording child = Children.shell(loop, PIPES, "echo odd >&0; read line; echo $line");
        child.transport().pipeTransport(0).write("even\n".getBytes(StandardCharsets.UTF_8));
        Children.awaitLoss(loop, child);
        assertThat(child.text(0)).isEmpty();
        assertThat(child.text(1)).isEqualTo("even\n");
    }
}
