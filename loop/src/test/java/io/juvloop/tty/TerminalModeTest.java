package io.juvloop.tty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.terminal.Terminal;
import io.juvloop.terminal.TerminalMode;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The input modes of a terminal, and that it is restored at the end.
@LoopTest
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such terminals")
class TerminalModeTest {
    @ParameterizedTest
    @EnumSource(names = {"RAW", "IO"})
    void aModeIsSetAndTakenBack(TerminalMode mode, EventLoop loop) throws IOException {
        try (TerminalSession at = new TerminalSession(loop)) {
            assertThat(at.terminal().mode()).isEqualTo(TerminalMode.NORMAL);
            at.terminal().setMode(mode);
            assertThat(at.terminal().mode()).isEqualTo(mode);
            assertThat(at.pty.settings()).isNotEqualTo(at.before);
            at.terminal().setMode(TerminalMode.NORMAL);
            assertThat(at.pty.settings()).isEqualTo(at.before);
        }
    }

    @Test
    void modesFollowOneAnother(EventLoop loop) throws IOException {
        try (TerminalSession at = new TerminalSession(loop)) {
            for (int i = 0; i < 3; i++) {
                at.terminal().setMode(TerminalMode.RAW);
                String raw = at.pty.settings();
                at.terminal().setMode(TerminalMode.IO);
                assertThat(at.pty.settings()).isNotEqualTo(raw);
                at.terminal().setMode(TerminalMode.RAW);
                assertThat(at.pty.settings()).isEqualTo(raw);
                at.terminal().setMode(TerminalMode.NORMAL);
            }
            assertThat(at.pty.settings()).isEqualTo(at.before);
        }
    }

    @Test
    void closingTheTransportRestores(EventLoop loop) throws IOException {
        try (TerminalSession at = new TerminalSession(loop)) {
            at.terminal().setMode(TerminalMode.RAW);
            at.program.transport().close();
            at.awaitLoss();
            assertThat(at.pty.settings()).isEqualTo(at.before);
        }
    }

    @Test
    void closingDoesNotWaitForOutputThatNobodyTakes(EventLoop loop) throws IOException {
        try (Pty pty = new Pty()) {
            String before = pty.settings();
            RecordingProtocol program = new RecordingProtocol();
            loop.runUntilComplete(loop.terminals().connect(() -> program, pty.slave()));
            terminal(program).setMode(TerminalMode.RAW);
            program.transport().write(new byte[1 << 20]);
            assertThat(program.transport().writeBufferSize()).isPositive();
            program.transport().abort();
            Await.until(loop, program::isLost);
            assertThat(pty.settings()).isEqualTo(before);
        }
    }

    private static Terminal terminal(RecordingProtocol protocol) {
        return Objects.requireNonNull(protocol.transport().extraInfo(ExtraInfo.TERMINAL));
    }

    @Test
    void closingTheLoopRestores(Logged logged) throws IOException {
        try (Pty pty = new Pty()) {
            String before = pty.settings();
            RecordingProtocol program = new RecordingProtocol();
            try (EventLoop loop = EventLoop.create()) {
                loop.runUntilComplete(loop.terminals().connect(() -> program, pty.slave()));
                terminal(program).setMode(TerminalMode.RAW);
                assertThat(pty.settings()).isNotEqualTo(before);
            }
            assertThat(pty.settings()).isEqualTo(before);
            assertThat(logged.only().message()).contains("unclosed terminal " + pty.slave());
        }
    }

    @Test
    void aTerminalThatIsGoneCannotBeSet(EventLoop loop) throws IOException {
        try (TerminalSession at = new TerminalSession(loop)) {
            Terminal terminal = at.terminal();
            terminal.setMode(TerminalMode.RAW);
            at.program.transport().close();
            at.awaitLoss();
            assertThat(terminal.mode()).isEqualTo(TerminalMode.NORMAL);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> terminal.setMode(TerminalMode.RAW))
                    .withMessage("the terminal is closed");
            assertThatExceptionOfType(IOException.class).isThrownBy(terminal::windowSize);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> terminal.onResize(size -> {}));
        }
    }

    @Test
    void whoeverLeavesTakesTheModeAlong(EventLoop loop) throws IOException {
        try (TerminalSession at = new TerminalSession(loop)) {
            at.terminal().setMode(TerminalMode.RAW);
            at.person.transport().close();
            Await.until(loop, at.person::isLost);
            at.pty.closeMaster();
            at.awaitLoss();
            assertThat(at.program.lossCause()).isNull();
        }
    }

    @Test
    void whatTheRunningLibuvLacksIsUnsupported(EventLoop loop) throws IOException {
        try (TerminalSession at = new TerminalSession(loop)) {
            try {
                at.terminal().setMode(TerminalMode.RAW_VT);
                assertThat(at.terminal().mode()).isEqualTo(TerminalMode.RAW_VT);
            } catch (UnsupportedOperationException tooOld) {
                assertThat(tooOld).hasMessageStartingWith("TerminalMode.RAW_VT needs libuv 1.51.0; this is 1.");
                assertThat(at.pty.settings()).isEqualTo(at.before);
            }
        }
    }

    @Test
    void otherThreadsAreRefused(EventLoop loop) {
        try (TerminalSession at = new TerminalSession(loop)) {
            Terminal terminal = at.terminal();
            OtherThread.run(() -> {
                assertThatIllegalStateException().isThrownBy(() -> terminal.setMode(TerminalMode.RAW));
                assertThatIllegalStateException().isThrownBy(terminal::mode);
                assertThatIllegalStateException().isThrownBy(terminal::windowSize);
                assertThatIllegalStateException().isThrownBy(() -> terminal.onResize(null));
            });
            assertThat(at.pty.settings()).isEqualTo(at.before);
        }
    }
}
