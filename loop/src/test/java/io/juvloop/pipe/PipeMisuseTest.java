package io.juvloop.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.ipc.PipePair;
import io.juvloop.net.peer.Libc;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Descriptors that are no pipes, ends that were taken, and ends that were never closed.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class PipeMisuseTest {
    @TempDir
    private Path folder;

    private static void isRefusedAndStaysOpen(EventLoop loop, int descriptor) {
        assertThatThrownBy(() -> loop.connectReadPipe(RecordingProtocol::new, descriptor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(descriptor));
        assertThatThrownBy(() -> loop.connectWritePipe(RecordingProtocol::new, descriptor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(descriptor));
        Posix.close(descriptor);
    }

    @Test
    void whatIsAlwaysReadyIsRefusedAndStaysTheCallers(EventLoop loop) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        isRefusedAndStaysOpen(loop, Posix.open(file, Posix.O_RDWR));
        isRefusedAndStaysOpen(loop, Posix.open(folder, Posix.O_RDONLY));
        isRefusedAndStaysOpen(loop, Posix.open(Path.of("/dev/null"), Posix.O_RDWR));
        isRefusedAndStaysOpen(loop, Posix.open(Path.of("/dev/zero"), Posix.O_RDWR));
    }

    @Test
    void aSocketThatIsNotConnectedOrOfDatagramsIsRefused(EventLoop loop) {
        int listening = Libc.boundTcp();
        Libc.INSTANCE.listen(listening, 1);
        isRefusedAndStaysOpen(loop, listening);
        int[] datagrams = Posix.socketPair(Libc.SOCK_DGRAM);
        isRefusedAndStaysOpen(loop, datagrams[0]);
        Posix.close(datagrams[1]);
    }

    @Test
    void aNumberThatIsNotOpenIsRefused(EventLoop loop) {
        for (long number : new long[] {-1, 999_999, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> loop.connectReadPipe(RecordingProtocol::new, number))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> loop.connectWritePipe(RecordingProtocol::new, number))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theWrongEndIsRefusedAndStaysTheCallers(EventLoop loop) throws IOException {
        try (PipePair pair = loop.pipePair()) {
            assertThatThrownBy(() -> loop.connectReadPipe(RecordingProtocol::new, pair.writeEnd()))
                    .hasMessageContaining("not open for reading");
            assertThatThrownBy(() -> loop.connectWritePipe(RecordingProtocol::new, pair.readEnd()))
                    .hasMessageContaining("not open for writing");
            assertThat(Posix.isOpen(pair.readEnd()) && Posix.isOpen(pair.writeEnd()))
                    .isTrue();
        }
    }

    @Test
    void anEndThatATransportHasIsRefused(EventLoop loop) throws IOException {
        try (PipePair pair = loop.pipePair()) {
            long readEnd = pair.takeReadEnd();
            var connection = loop.runUntilComplete(loop.connectReadPipe(RecordingProtocol::new, readEnd));
            assertThatThrownBy(() -> loop.connectReadPipe(RecordingProtocol::new, readEnd))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("belongs to");
            connection.transport().close();
        }
    }

    @Test
    void aPairGivesEachEndAwayOnceAndClosesTheRest(EventLoop loop) throws IOException {
        PipePair pair = loop.pipePair();
        long readEnd = pair.takeReadEnd();
        long writeEnd = pair.writeEnd();
        assertThatThrownBy(pair::takeReadEnd).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(pair::readEnd).isInstanceOf(IllegalStateException.class);
        pair.close();
        pair.close();
        assertThat(Posix.isOpen(writeEnd)).isFalse();
        assertThat(Posix.isOpen(readEnd)).isTrue();
        assertThatThrownBy(pair::takeWriteEnd).isInstanceOf(IllegalStateException.class);
        Posix.close(readEnd);
    }

    @Test
    void aCancelledPipeIsClosedAndItsFactoryIsNotAsked(EventLoop loop) throws IOException {
        List<RecordingProtocol> made = new ArrayList<>();
        try (PipePair pair = loop.pipePair()) {
            long readEnd = pair.takeReadEnd();
            CompletableFuture<Connection<RecordingProtocol>> future = loop.connectReadPipe(
                    () -> {
                        made.add(new RecordingProtocol());
                        return made.getFirst();
                    },
                    readEnd);
            future.cancel(false);
            Await.until(loop, () -> !Posix.isOpen(readEnd));
            assertThat(made).isEmpty();
        }
    }

    @Test
    void aFactoryThatThrowsCostsThePipe(EventLoop loop) throws IOException {
        try (PipePair pair = loop.pipePair()) {
            assertThatThrownBy(() -> loop.runUntilComplete(loop.connectWritePipe(
                            () -> {
                                throw new IllegalStateException("no protocol today");
                            },
                            pair.takeWriteEnd())))
                    .hasMessageContaining("no protocol today");
        }
    }

    @Test
    void aLoopThatClosesClosesItsPipes(EventLoop outer, Logged logged) throws IOException {
        try (PipePair pair = outer.pipePair()) {
            EventLoop loop = EventLoop.create();
            long readEnd = pair.takeReadEnd();
            long writeEnd = pair.takeWriteEnd();
            loop.runUntilComplete(loop.connectReadPipe(RecordingProtocol::new, readEnd));
            var writer = loop.runUntilComplete(loop.connectWritePipe(RecordingProtocol::new, writeEnd));
            writer.transport().write(new byte[1 << 20]);
            loop.close();
            assertThat(Posix.isOpen(readEnd) || Posix.isOpen(writeEnd)).isFalse();
            assertThat(logged.all())
                    .extracting(Logged.Entry::message)
                    .containsExactlyInAnyOrder(
                            "closing the loop with an unclosed read pipe " + readEnd,
                            "closing the loop with an unclosed write pipe " + writeEnd);
            assertThat(writer.protocol().events()).containsExactly("made", "pause");
        }
    }
}
