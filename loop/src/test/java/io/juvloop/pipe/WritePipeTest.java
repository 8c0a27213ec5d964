package io.juvloop.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.StreamProtocol;
import io.juvloop.Transport;
import io.juvloop.WriteBufferLimits;
import io.juvloop.ipc.PipePair;
import io.juvloop.net.peer.Libc;
import io.juvloop.net.peer.Program;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The writing end of a pipe, a FIFO, a socket and a terminal.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class WritePipeTest {
    private static final int MORE_THAN_A_PIPE_HOLDS = 1 << 20;

    @TempDir
    private Path folder;

    private static RecordingProtocol writing(EventLoop loop, long pipe) {
        return loop.runUntilComplete(loop.connectWritePipe(RecordingProtocol::new, pipe))
                .protocol();
    }

    private static RecordingProtocol reading(EventLoop loop, long pipe) {
        return loop.runUntilComplete(loop.connectReadPipe(RecordingProtocol::new, pipe))
                .protocol();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @Tag("X4")
    void whatIsWrittenArrivesAndCloseIsTheReadersEnd(EventLoop loop) throws IOException {
        Path fifo = Posix.fifo(folder.resolve("fifo"));
        try (Program cat = Program.start(List.of("cat", fifo.toString()))) {
            RecordingProtocol protocol = writing(loop, Posix.open(fifo, Posix.O_WRONLY));
            protocol.transport().write(bytes("one\n"));
            protocol.transport().write(bytes("two\n"));
            assertThat(cat.line()).isEqualTo("one");
            protocol.transport().close();
            Await.until(loop, protocol::isLost);
            assertThat(loop.runUntilComplete(cat.rest())).isEqualTo("two");
            assertThat(protocol.events()).containsExactly("made", "lost");
        }
    }

    @Test
    @Tag("X4")
    void aReaderThatEndsIsNoticedWithoutWriting(EventLoop loop) throws IOException {
        Path fifo = Posix.fifo(folder.resolve("fifo"));
        String reader = "read -r line < \"$0\"; echo \"got $line\"";
        try (Program bash = Program.start(List.of("bash", "-c", reader, fifo.toString()))) {
            RecordingProtocol protocol = writing(loop, Posix.open(fifo, Posix.O_WRONLY));
            protocol.transport().write(bytes("a line\n"));
            Await.until(loop, protocol::isLost);
            assertThat(protocol.lossCause()).isNull();
            assertThat(protocol.events()).containsExactly("made", "lost");
            assertThat(loop.runUntilComplete(bash.rest())).isEqualTo("got a line");
        }
    }

    @Test
    @Tag("X4")
    void aReaderThatLeavesWhatWasWrittenBehindIsABrokenPipe(EventLoop loop) throws IOException {
        try (PipePair pair = loop.pipePair()) {
            RecordingProtocol protocol = writing(loop, pair.takeWriteEnd());
            protocol.transport().write(new byte[MORE_THAN_A_PIPE_HOLDS]);
            Posix.close(pair.takeReadEnd());
            Await.until(loop, protocol::isLost);
            assertThat(protocol.lossCause()).isInstanceOf(SocketException.class).hasMessage("Broken pipe");
            assertThat(protocol.events()).containsExactly("made", "pause", "lost(SocketException)");
        }
    }

    @Test
    @Tag("X4")
    void aReaderThatHasLeftBeforeIsNoticed(EventLoop loop) throws IOException {
        try (PipePair pair = loop.pipePair()) {
            long writeEnd = pair.takeWriteEnd();
            Posix.close(pair.takeReadEnd());
            RecordingProtocol protocol = writing(loop, writeEnd);
            Await.until(loop, protocol::isLost);
            assertThat(protocol.events()).containsExactly("made", "lost");
        }
    }

    @Test
    @Tag("X4")
    void theReaderSeesTheEndAtOnceAlthoughThePipeWasWatched(EventLoop loop) throws IOException {
        try (PipePair pair = loop.pipePair()) {
            RecordingProtocol reader = reading(loop, pair.takeReadEnd());
            RecordingProtocol writer = writing(loop, pair.takeWriteEnd());
            writer.transport().write(bytes("last words"));
            writer.transport().abort();
            Await.until(loop, () -> reader.isLost() && writer.isLost());
            assertThat(reader.receivedText()).isEqualTo("last words");
            assertThat(reader.events()).containsExactly("made", "data", "eof", "lost");
        }
    }

    @Test
    @Tag("X5")
    void aReaderThatStallsBlocksNothingAndGetsEverythingInOrderLater(EventLoop loop) throws IOException {
        try (PipePair pair = loop.pipePair()) {
            RecordingProtocol reader = reading(loop, pair.takeReadEnd());
            reader.transport().pauseReading();
            RecordingProtocol writer = writing(loop, pair.takeWriteEnd());
            byte[] sent = new byte[MORE_THAN_A_PIPE_HOLDS];
            for (int i = 0; i < sent.length; i++) {
                sent[i] = (byte) (i * 31 + (i >> 8));
            }
            for (int at = 0; at < sent.length; at += 1 << 16) {
                writer.transport().write(java.util.Arrays.copyOfRange(sent, at, at + (1 << 16)));
            }
            assertThat(writer.events()).containsExactly("made", "pause");
            assertThat(writer.transport().writeBufferSize())
                    .isGreaterThan(WriteBufferLimits.DEFAULT.high())
                    .isLessThan(sent.length);
            AtomicBoolean ticked = new AtomicBoolean();
            loop.callLater(Duration.ofMillis(20), () -> ticked.set(true));
            Await.until(loop, ticked::get);
            assertThat(reader.receivedCount()).isZero();
            reader.transport().resumeReading();
            writer.transport().close();
            Await.until(loop, () -> reader.isLost() && writer.isLost());
            assertThat(reader.received()).isEqualTo(sent);
            assertThat(writer.events()).containsExactly("made", "pause", "resume", "lost");
        }
    }

    @Test
    void theEndOfWritingClosesOnceEverythingIsOut(EventLoop loop) throws IOException {
        try (PipePair pair = loop.pipePair()) {
            RecordingProtocol reader = reading(loop, pair.takeReadEnd());
            RecordingProtocol writer = writing(loop, pair.takeWriteEnd());
            assertThat(writer.transport().canWriteEof()).isTrue();
            writer.transport().write(new byte[MORE_THAN_A_PIPE_HOLDS]);
            writer.transport().writeEof();
            assertThat(writer.transport().isClosing()).isTrue();
            Await.until(loop, () -> reader.isLost() && writer.isLost());
            assertThat(reader.receivedCount()).isEqualTo(MORE_THAN_A_PIPE_HOLDS);
            assertThat(writer.lossCause()).isNull();
        }
    }

    @Test
    void aWritePipeIsNotReadFrom(EventLoop loop) throws IOException {
        try (PipePair pair = loop.pipePair()) {
            Transport transport = writing(loop, pair.takeWriteEnd()).transport();
            assertThat(transport.isReading()).isFalse();
            assertThatThrownBy(transport::pauseReading).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(transport::resumeReading).isInstanceOf(UnsupportedOperationException.class);
            transport.close();
        }
    }

    @Test
    void aProtocolWithoutDataIsEnoughForAWritePipe(EventLoop loop) throws IOException {
        class ReportingListener implements StreamProtocol {
            private boolean lost;

            @Override
            public void connectionLost(@Nullable Throwable cause) {
                lost = true;
            }
        }

        try (PipePair pair = loop.pipePair()) {
            ReportingListener told = loop.runUntilComplete(
                            loop.connectWritePipe(ReportingListener::new, pair.takeWriteEnd()))
                    .protocol();
            Posix.close(pair.takeReadEnd());
            Await.until(loop, () -> told.lost);
        }
    }

    @Test
    void whatComesBackOverASocketIsNobodysAndItsEndIsNoticed(EventLoop loop) {
        for (boolean debug : new boolean[] {false, true}) {
            loop.setDebug(debug);
            int[] pair = Posix.socketPair(Libc.SOCK_STREAM);
            RecordingProtocol reader = reading(loop, pair[1]);
            RecordingProtocol writer = writing(loop, pair[0]);
            writer.transport().write(bytes("there"));
            Await.until(loop, () -> reader.receivedText().equals("there"));
            int other = Libc.INSTANCE.dup(pair[1]);
            Posix.write(other, "and back");
            Posix.close(other);
            writer.transport().write(bytes(" again"));
            Await.until(loop, () -> reader.receivedText().equals("there again"));
            assertThat(writer.events()).containsExactly("made");
            reader.transport().close();
            Await.until(loop, writer::isLost);
            assertThat(writer.events()).containsExactly("made", "lost");
        }
    }

    @Test
    @Tag("X4")
    void whatIsTypedAtATerminalIsNotTakenByWhoWritesToIt(EventLoop loop) throws IOException {
        int[] terminal = Posix.terminal();
        int again = Libc.INSTANCE.dup(terminal[1]);
        RecordingProtocol writer = writing(loop, terminal[1]);
        RecordingProtocol reader = reading(loop, again);
        RecordingProtocol screen = reading(loop, terminal[0]);
        writer.transport().write(bytes("prompt"));
        Await.until(loop, () -> screen.receivedText().equals("prompt"));
        int keyboard = Libc.INSTANCE.dup(terminal[0]);
        Posix.write(keyboard, "typed\n");
        Await.until(loop, () -> reader.receivedText().equals("typed\n"));
        writer.transport().close();
        reader.transport().close();
        Await.until(loop, screen::isLost);
        assertThat(screen.events()).containsExactly("made", "data", "eof", "lost");
        Posix.close(keyboard);
        assertThat(writer.events()).containsExactly("made", "lost");
    }

    @Test
    void aFifoThatIsOpenBothWaysKeepsWhatIsWritten(EventLoop loop) {
        Path fifo = Posix.fifo(folder.resolve("fifo"));
        RecordingProtocol writer = writing(loop, Posix.open(fifo, Posix.O_RDWR));
        writer.transport().write(bytes("kept"));
        RecordingProtocol reader = reading(loop, Posix.open(fifo, Posix.O_RDONLY));
        Await.until(loop, () -> reader.receivedText().equals("kept"));
        writer.transport().close();
        Await.until(loop, () -> reader.isLost() && writer.isLost());
    }
}
