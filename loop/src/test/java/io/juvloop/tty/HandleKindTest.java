package io.juvloop.tty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.EventLoop;
import io.juvloop.net.peer.Libc;
import io.juvloop.terminal.HandleKind;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The kinds of descriptors, and that only terminals are recognized as terminals.
@LoopTest
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such descriptors")
class HandleKindTest {
    @Test
    void descriptorsAreWhatTheyAre(EventLoop loop) {
        int tcp = Libc.INSTANCE.socket(Libc.AF_INET, Libc.SOCK_STREAM, 0);
        int udp = Libc.INSTANCE.socket(Libc.AF_INET, Libc.SOCK_DGRAM, 0);
        int unix = Libc.INSTANCE.socket(Libc.AF_UNIX, Libc.SOCK_STREAM, 0);
        try (Pty pty = new Pty()) {
            assertThat(loop.terminals().guessHandle(tcp)).isEqualTo(HandleKind.TCP);
            assertThat(loop.terminals().guessHandle(udp)).isEqualTo(HandleKind.UDP);
            assertThat(loop.terminals().guessHandle(unix)).isEqualTo(HandleKind.PIPE);
            assertThat(loop.terminals().guessHandle(pty.slave())).isEqualTo(HandleKind.TERMINAL);
            assertThat(loop.terminals().isTerminal(pty.slave())).isTrue();
            assertThat(loop.terminals().isTerminal(tcp)).isFalse();
            assertThat(loop.terminals().guessHandle(-1)).isEqualTo(HandleKind.UNKNOWN);
            assertThat(loop.terminals().guessHandle(1 << 20)).isEqualTo(HandleKind.UNKNOWN);
        } finally {
            Libc.INSTANCE.close(tcp);
            Libc.INSTANCE.close(udp);
            Libc.INSTANCE.close(unix);
        }
    }

    @Test
    void onlyTerminalsAreTaken(EventLoop loop) {
        int tcp = Libc.INSTANCE.socket(Libc.AF_INET, Libc.SOCK_STREAM, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.terminals().connect(RecordingProtocol::new, tcp))
                .withMessage("descriptor " + tcp + " is not a terminal but TCP");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.terminals().connect(RecordingProtocol::new, -1))
                .withMessage("descriptor -1 is not a terminal but UNKNOWN");
        Libc.INSTANCE.close(tcp);
    }

    @Test
    void aFactoryThatFailsLeavesNothingOpen(EventLoop loop) {
        try (Pty pty = new Pty()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> loop.runUntilComplete(loop.terminals().connect(() -> null, pty.slave())));
        }
    }

    @Test
    void aTerminalThatNobodyWantsAnyMoreIsClosed(EventLoop loop) {
        try (Pty pty = new Pty()) {
            var connecting = loop.terminals().connect(RecordingProtocol::new, pty.slave());
            assertThat(connecting.cancel(true)).isTrue();
        }
    }
}
