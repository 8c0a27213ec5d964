package io.juvloop.tty;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.terminal.Terminal;
import io.juvloop.testing.Await;
import io.juvloop.testing.RecordingProtocol;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A program at one side of a terminal and a user at the other, both on one loop.
///
/// Loop thread only; its waiting methods run the loop.
final class TerminalSession implements AutoCloseable {
    private final EventLoop loop;
    final Pty pty = new Pty();
    final RecordingProtocol program = new RecordingProtocol();
    final RecordingProtocol person = new RecordingProtocol();
    final String before = pty.settings();

    TerminalSession(EventLoop loop) {
        this.loop = loop;
        loop.runUntilComplete(loop.terminals().connect(() -> program, pty.slave()));
        loop.runUntilComplete(loop.terminals().connect(() -> person, pty.master()));
    }

    Terminal terminal() {
        return Objects.requireNonNull(program.transport().extraInfo(ExtraInfo.TERMINAL));
    }

    void types(String keys) {
        person.transport().write(keys.getBytes(StandardCharsets.UTF_8));
    }

    void prints(String text) {
        program.transport().write(text.getBytes(StandardCharsets.UTF_8));
    }

    void awaitProgramHas(String text) {
        Await.until(
                loop,
                "the program to read " + text,
                () -> program.receivedText().equals(text));
    }

    void awaitPersonSees(String text) {
        Await.until(
                loop, "the person to see " + text, () -> person.receivedText().equals(text));
    }

    void awaitLoss() {
        Await.until(loop, "the program's connectionLost", program::isLost);
    }

    @Override
    public void close() {
        program.transport().close();
        person.transport().close();
        Await.until(loop, "both connectionLost", () -> program.isLost() && person.isLost());
        pty.close();
    }
}
