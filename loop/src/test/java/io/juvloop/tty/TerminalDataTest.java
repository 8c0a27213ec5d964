package io.juvloop.tty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.terminal.TerminalMode;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Reading and writing terminals, and how they end.
@LoopTest
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such terminals")
class TerminalDataTest {
    private static final String CTRL_D = "\4";
    private static final int TURNS = 20;

    @Test
    void linesComeOnceTheyAreComplete(EventLoop loop) {
        try (TerminalSession at = new TerminalSession(loop)) {
            at.types("hel");
            at.awaitPersonSees("hel");
            Turns.many(loop, TURNS);
            assertThat(at.program.receivedCount()).isZero();
            at.types("lo\n");
            at.awaitProgramHas("hello\n");
            at.awaitPersonSees("hello\r\n");
        }
    }

    @Test
    void whatIsPrintedIsSeen(EventLoop loop) {
        try (TerminalSession at = new TerminalSession(loop)) {
            at.prints("one\ntwo\n");
            at.awaitPersonSees("one\r\ntwo\r\n");
        }
    }

    @Test
    void keysComeAtOnceAndWithoutEchoInRawMode(EventLoop loop) throws IOException {
        try (TerminalSession at = new TerminalSession(loop)) {
            at.terminal().setMode(TerminalMode.RAW);
            at.types("k\3\r");
            at.awaitProgramHas("k\3\r");
            at.prints("seen\n");
            at.awaitPersonSees("seen\r\n");
        }
    }

    @Test
    void nothingIsTouchedInIoMode(EventLoop loop) throws IOException {
        try (TerminalSession at = new TerminalSession(loop)) {
            at.terminal().setMode(TerminalMode.IO);
            at.prints("as\nit is");
            at.awaitPersonSees("as\nit is");
        }
    }

    @Test
    void theEndOfInputEndsTheConnection(EventLoop loop) {
        try (TerminalSession at = new TerminalSession(loop)) {
            at.types("last\n" + CTRL_D);
            at.awaitLoss();
            assertThat(at.program.events()).containsExactly("made", "data", "eof", "lost");
            assertThat(at.program.receivedText()).isEqualTo("last\n");
        }
    }

    @Test
    void aProgramMayGoOnPrintingAfterTheEndOfInput(EventLoop loop) {
        try (TerminalSession at = new TerminalSession(loop)) {
            at.program.stayOpenAfterEof();
            at.types(CTRL_D);
            Await.until(loop, () -> at.program.count("eof") == 1);
            at.prints("bye\n");
            Await.until(loop, () -> at.person.receivedText().endsWith("bye\r\n"));
        }
    }

    @Test
    void aPersonWhoLeavesIsTheEndForTheProgram(EventLoop loop) {
        try (TerminalSession at = new TerminalSession(loop)) {
            at.person.transport().close();
            Await.until(loop, at.person::isLost);
            at.pty.closeMaster();
            at.awaitLoss();
            assertThat(at.program.events()).containsExactly("made", "eof", "lost");
        }
    }

    @Test
    void aProgramThatLeavesIsTheEndForThePerson(EventLoop loop) {
        try (TerminalSession at = new TerminalSession(loop)) {
            at.prints("bye\n");
            at.awaitPersonSees("bye\r\n");
            at.program.transport().close();
            at.awaitLoss();
            at.pty.closeSlave();
            Await.until(loop, at.person::isLost);
            assertThat(at.person.events()).containsExactly("made", "data", "eof", "lost");
        }
    }

    @Test
    void allThatWasPrintedIsSeenAfterTheProgramHasLeft(EventLoop loop) {
        String moreThanOneRead = "four\n".repeat(2000);
        try (Pty pty = new Pty()) {
            RecordingProtocol program = new RecordingProtocol();
            loop.runUntilComplete(loop.terminals().connect(() -> program, pty.slave()));
            program.transport().write(moreThanOneRead.getBytes(StandardCharsets.UTF_8));
            program.transport().close();
            Await.until(loop, program::isLost);
            pty.closeSlave();
            RecordingProtocol person = new RecordingProtocol();
            loop.runUntilComplete(loop.terminals().connect(() -> person, pty.master()));
            Await.until(loop, person::isLost);
            assertThat(person.receivedText()).isEqualTo(moreThanOneRead.replace("\n", "\r\n"));
            assertThat(person.events()).endsWith("data", "eof", "lost").containsOnlyOnce("eof");
        }
    }

    @Test
    void aTerminalThatIsOnlyWrittenHasNothingToRead(EventLoop loop) {
        try (TerminalSession at = new TerminalSession(loop)) {
            int output = at.pty.open(Pty.WRITE_ONLY);
            RecordingProtocol printer = new RecordingProtocol();
            loop.runUntilComplete(loop.terminals().connect(() -> printer, output));
            Pty.close(output);
            Turns.many(loop, TURNS);
            assertThat(printer.transport().isReading()).isFalse();
            printer.transport().pauseReading();
            printer.transport().resumeReading();
            printer.transport().write("printed\n".getBytes(StandardCharsets.UTF_8));
            at.awaitPersonSees("printed\r\n");
            printer.transport().close();
            Await.until(loop, printer::isLost);
            assertThat(printer.events()).containsExactly("made", "lost");
        }
    }

    @Test
    void aTerminalThatIsOnlyReadIsRead(EventLoop loop) {
        try (TerminalSession at = new TerminalSession(loop)) {
            at.program.transport().pauseReading();
            int input = at.pty.open(Pty.READ_ONLY);
            RecordingProtocol reader = new RecordingProtocol();
            loop.runUntilComplete(loop.terminals().connect(() -> reader, input));
            Pty.close(input);
            at.types("line\n");
            Await.until(loop, () -> reader.receivedText().equals("line\n"));
            reader.transport().close();
            Await.until(loop, reader::isLost);
        }
    }

    @Test
    void aPausedProgramLeavesWhatIsTyped(EventLoop loop) {
        try (TerminalSession at = new TerminalSession(loop)) {
            at.program.transport().pauseReading();
            at.types("later\n");
            at.awaitPersonSees("later\r\n");
            Turns.many(loop, TURNS);
            assertThat(at.program.receivedCount()).isZero();
            at.program.transport().resumeReading();
            at.awaitProgramHas("later\n");
        }
    }

    @Test
    void theCallersDescriptorStaysAsItIs(EventLoop loop) {
        try (Pty pty = new Pty()) {
            int flags = Pty.flags(pty.slave());
            RecordingProtocol program = new RecordingProtocol();
            loop.runUntilComplete(loop.terminals().connect(() -> program, pty.slave()));
            assertThat(Pty.flags(pty.slave())).isEqualTo(flags);
            program.transport().close();
            Await.until(loop, program::isLost);
            assertThat(Pty.flags(pty.slave())).isEqualTo(flags);
        }
    }

    @Test
    void aTerminalThatTakesNothingBlocksNobody(EventLoop loop) throws IOException {
        byte[] moreThanItHolds = new byte[1_000_000];
        Arrays.fill(moreThanItHolds, (byte) 'x');
        try (TerminalSession at = new TerminalSession(loop)) {
            at.terminal().setMode(TerminalMode.IO);
            at.program.transport().pauseReading();
            at.person.transport().write(moreThanItHolds);
            Turns.many(loop, TURNS);
            assertThat(at.person.transport().writeBufferSize()).isPositive();
            assertThat(at.person.events()).contains("pause");
            at.program.transport().resumeReading();
            Await.until(loop, () -> at.program.receivedCount() == moreThanItHolds.length);
            Await.until(loop, () -> at.person.events().contains("resume"));
        }
    }

    @Test
    void aLoopThatClosesNamesEachTerminalOnce(Logged logged) {
        try (Pty pty = new Pty()) {
            EventLoop loop = EventLoop.create();
            loop.runUntilComplete(loop.terminals().connect(RecordingProtocol::new, pty.master()));
            loop.runUntilComplete(loop.terminals().connect(RecordingProtocol::new, pty.slave()));
            loop.close();
            assertThat(logged.all())
                    .extracting(entry -> entry.message())
                    .containsExactlyInAnyOrder(
                            "closing the loop with an unclosed terminal " + pty.master(),
                            "closing the loop with an unclosed terminal " + pty.slave());
        }
    }

    @Test
    void aTerminalHasNoEndOfWritingOfItsOwn(EventLoop loop) {
        try (TerminalSession at = new TerminalSession(loop)) {
            assertThat(at.program.transport().canWriteEof()).isFalse();
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> at.program.transport().writeEof())
                    .withMessage("a terminal has no end of writing");
        }
    }

    @Test
    void aTerminalIsNoSocket(EventLoop loop) {
        try (TerminalSession at = new TerminalSession(loop)) {
            assertThat(at.program.transport().extraInfo(ExtraInfo.SOCKET)).isNull();
            assertThat(at.program.transport().extraInfo(ExtraInfo.PEERNAME)).isNull();
            assertThat(at.program.transport()).hasToString("terminal " + at.pty.slave());
        }
    }

    @Test
    void abortDropsTheConnectionAtOnce(EventLoop loop) {
        try (TerminalSession at = new TerminalSession(loop)) {
            at.program.transport().abort();
            at.awaitLoss();
            assertThat(at.program.events()).containsExactly("made", "lost");
        }
    }
}
