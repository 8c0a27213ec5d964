package io.juvloop.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Signal;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessTransport;
import io.juvloop.testing.LoopTest;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Signals that a transport sends to its child.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
@Tag("children")
class TransportSignalTest {
    private static void endsBy(EventLoop loop, Consumer<SubprocessTransport> ending, Signal signal) {
        ChildRecording child = Children.shell(loop, SubprocessOptions.PIPES, "exec sleep 1000");
        SubprocessTransport transport = child.transport();
        assertThat(transport.returnCode()).isNull();
        ending.accept(transport);
        Children.awaitLoss(loop, child);
        assertThat(transport.returnCode()).isEqualTo(-signal.number());
        assertThatThrownBy(() -> ending.accept(transport)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Tag("P4")
    void killEndsTheChildAndIsRefusedAfterwards(EventLoop loop) {
        endsBy(loop, SubprocessTransport::kill, Signal.KILL);
    }

    @Test
    @Tag("P4")
    void terminateEndsTheChildAndIsRefusedAfterwards(EventLoop loop) {
        endsBy(loop, SubprocessTransport::terminate, Signal.TERM);
    }

    @Test
    @Tag("P4")
    void aSignalIsSentByItsNumberAndRefusedAfterwards(EventLoop loop) {
        endsBy(loop, transport -> transport.sendSignal(Signal.USR1.number()), Signal.USR1);
    }
}
