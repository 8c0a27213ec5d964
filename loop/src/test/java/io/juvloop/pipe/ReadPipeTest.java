package io.juvloop.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Transport;
import io.juvloop.ipc.PipePair;
import io.juvloop.net.peer.Program;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The reading end of a pipe, a FIFO, a socket and a terminal.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class ReadPipeTest {
    @TempDir
    private Path folder;

    private static <P extends Recording> P reading(EventLoop loop, Supplier<P> factory, long pipe) {
        return loop.runUntilComplete(loop.connectReadPipe(factory, pipe)).protocol();
    }

    private static void tellsDataThenTheEnd(EventLoop loop, Recording protocol, PipePair pair) {
        Posix.write(pair.writeEnd(), "1");
        Await.until(loop, () -> protocol.receivedCount() == 1);
        Posix.write(pair.writeEnd(), "2345");
        Await.until(loop, () -> protocol.receivedCount() == 5);
        assertThat(protocol.receivedText()).isEqualTo("12345");
        Posix.close(pair.takeWriteEnd());
        Await.until(loop, protocol::isLost);
        assertThat(protocol.events()).containsExactly("made", "data", "eof", "lost");
    }

    @Test
    @Tag("X4")
    void dataOfAPipeThenItsEndThenTheLossAreTold(EventLoop loop) throws IOException {
        try (PipePair pair = loop.pipePair()) {
            tellsDataThenTheEnd(loop, reading(loop, RecordingProtocol::new, pair.takeReadEnd()), pair);
        }
    }

    @Test
    @Tag("X4")
    void aBufferedProtocolReadsAPipeToo(EventLoop loop) throws IOException {
        try (PipePair pair = loop.pipePair()) {
            tellsDataThenTheEnd(loop, reading(loop, RecordingBufferedProtocol::new, pair.takeReadEnd()), pair);
        }
    }

    @Test
    @Tag("X4")
    void theEndOfAPipeIsTheLossWhateverTheProtocolAnswers(EventLoop loop) throws IOException {
        try (PipePair pair = loop.pipePair()) {
            RecordingProtocol protocol = reading(loop, RecordingProtocol::new, pair.takeReadEnd());
            protocol.stayOpenAfterEof();
            Posix.close(pair.takeWriteEnd());
            Await.until(loop, protocol::isLost);
            assertThat(protocol.events()).containsExactly("made", "eof", "lost");
        }
    }

    @Test
    @Tag("X4")
    void aProgramThatWritesToAFifoIsRead(EventLoop loop) throws IOException {
        Path fifo = Posix.fifo(folder.resolve("fifo"));
        try (Program bash = Program.start(List.of("bash", "-c", "seq 1 20000 > \"$0\"", fifo.toString()))) {
            RecordingProtocol protocol = reading(loop, RecordingProtocol::new, Posix.open(fifo, Posix.O_RDONLY));
            Await.until(loop, protocol::isLost);
            assertThat(protocol.receivedText())
                    .startsWith("1\n2\n")
                    .endsWith("\n20000\n")
                    .hasSize(108_894);
            assertThat(protocol.events()).containsExactly("made", "data", "eof", "lost");
            assertThat(loop.runUntilComplete(bash.rest())).isEmpty();
        }
    }

    @Test
    @Tag("X4")
    void aTerminalWhoseOtherSideHasLeftIsAtItsEnd(EventLoop loop) {
        int[] terminal = Posix.terminal();
        RecordingProtocol protocol = reading(loop, RecordingProtocol::new, terminal[0]);
        Posix.write(terminal[1], "hello\n");
        Await.until(loop, () -> protocol.receivedText().equals("hello\r\n"));
        Posix.close(terminal[1]);
        Await.until(loop, protocol::isLost);
        assertThat(protocol.events()).containsExactly("made", "data", "eof", "lost");
        assertThat(protocol.lossCause()).isNull();
    }

    @Test
    @Tag("X4")
    void allThatWasPrintedIsReadAfterTheProgramHasLeft(EventLoop loop) {
        int[] terminal = Posix.terminal();
        String moreThanOneRead = "four\n".repeat(2000);
        Posix.write(terminal[1], moreThanOneRead);
        Posix.close(terminal[1]);
        RecordingProtocol protocol = reading(loop, RecordingProtocol::new, terminal[0]);
        Await.until(loop, protocol::isLost);
        assertThat(protocol.receivedText()).isEqualTo(moreThanOneRead.replace("\n", "\r\n"));
        assertThat(protocol.events()).endsWith("data", "eof", "lost").containsOnlyOnce("eof");
        assertThat(protocol.lossCause()).isNull();
    }

    @Test
    @Tag("X4")
    void aTerminalOfAnotherProgramIsReadToItsEnd(EventLoop loop) throws IOException {
        String script = """
            import os, pty, tty
            master, slave = pty.openpty()
            tty.setraw(slave)
            print(os.ttyname(slave), flush=True)
            sys.stdin.readline()
            os.write(master, b"typed")
            os.read(master, 4)
            """;
        try (Program python = Program.python(script)) {
            int slave = Posix.open(Path.of(python.line()), Posix.O_RDWR);
            RecordingProtocol protocol = reading(loop, RecordingProtocol::new, slave);
            python.feed("go\n");
            Await.until(loop, () -> protocol.receivedText().equals("typed"));
            Posix.write(slave, "seen"); // a terminal drops unread data when its other side leaves
            Await.until(loop, protocol::isLost);
            assertThat(protocol.events()).containsExactly("made", "data", "eof", "lost");
        }
    }

    @Test
    void aReadPipeRefusesToWrite(EventLoop loop) throws IOException {
        try (PipePair pair = loop.pipePair()) {
            Transport transport =
                    reading(loop, RecordingProtocol::new, pair.takeReadEnd()).transport();
            List<Runnable> writes = List.of(
                    () -> transport.write(new byte[1]),
                    () -> transport.write(new byte[0]),
                    () -> transport.write(ByteBuffer.allocate(1)),
                    () -> transport.writeLines(List.of(ByteBuffer.allocate(1))),
                    transport::writeEof);
            for (Runnable write : writes) {
                assertThatThrownBy(write::run)
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageContaining("read pipe");
            }
            assertThat(transport.canWriteEof()).isFalse();
            assertThat(transport.writeBufferSize()).isZero();
            transport.close();
        }
    }

    @Test
    void aPausedPipeKeepsItsDataAndItsEnd(EventLoop loop) throws IOException {
        try (PipePair pair = loop.pipePair()) {
            RecordingProtocol protocol = reading(loop, RecordingProtocol::new, pair.takeReadEnd());
            protocol.transport().pauseReading();
            Posix.write(pair.writeEnd(), "kept");
            Posix.close(pair.takeWriteEnd());
            var wait = loop.createFuture();
            loop.callLater(java.time.Duration.ofMillis(20), () -> wait.complete(null));
            loop.runUntilComplete(wait);
            assertThat(protocol.events()).containsExactly("made");
            protocol.transport().resumeReading();
            Await.until(loop, protocol::isLost);
            assertThat(protocol.receivedText()).isEqualTo("kept");
        }
    }

    @Test
    void aPipeTellsItsDescriptorAndHasNoSocket(EventLoop loop) throws IOException {
        try (PipePair pair = loop.pipePair()) {
            long number = pair.takeReadEnd();
            RecordingProtocol protocol = reading(loop, RecordingProtocol::new, number);
            Transport transport = protocol.transport();
            assertThat(transport.extraInfo(ExtraInfo.PIPE)).isEqualTo(number);
            assertThat(transport.extraInfo(ExtraInfo.SOCKET)).isNull();
            assertThat(transport.extraInfo(ExtraInfo.PEERNAME)).isNull();
            assertThat(transport.remoteAddress()).isNull();
            assertThat(transport.localAddress()).isNull();
            assertThat(transport).hasToString("read pipe " + number);
            transport.close();
            Await.until(loop, protocol::isLost);
            Await.until(loop, () -> Long.valueOf(-1).equals(transport.extraInfo(ExtraInfo.PIPE)));
            assertThat(transport).hasToString("read pipe " + number + " (closed)");
        }
    }

    @Test
    void aSocketIsReadAsAPipe(EventLoop loop) {
        int[] pair = Posix.socketPair(io.juvloop.net.peer.Libc.SOCK_STREAM);
        RecordingProtocol protocol = reading(loop, RecordingProtocol::new, pair[0]);
        Posix.write(pair[1], "socket");
        Await.until(loop, () -> protocol.receivedText().equals("socket"));
        assertThat(protocol.transport().extraInfo(ExtraInfo.SOCKET)).isNotNull();
        assertThatThrownBy(() -> protocol.transport().write(new byte[1]))
                .isInstanceOf(UnsupportedOperationException.class);
        Posix.close(pair[1]);
        Await.until(loop, protocol::isLost);
        assertThat(protocol.events()).containsExactly("made", "data", "eof", "lost");
    }
}
