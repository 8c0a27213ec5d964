package io.juvloop.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Echo;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Pair;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The order of calls from the first to the last.
@LoopTest
@ExtendWith(JdkSockets.class)
class ConnectionLifeTest {
    static Stream<Arguments> clients() {
        return Stream.of(
                Arguments.of("plain", (Supplier<Recording>) RecordingProtocol::new),
                Arguments.of("buffered", (Supplier<Recording>) RecordingBufferedProtocol::new));
    }

    @Tag("T1")
    @ParameterizedTest(name = "{0}")
    @MethodSource("clients")
    void bothEndsSeeMadeThenDataThenLost(String style, Supplier<Recording> clientEnd, EventLoop loop) {
        try (Pair<Echo, Recording> pair = Pair.connect(loop, Echo::new, clientEnd)) {
            pair.clientTransport().write("hello".getBytes(UTF_8));
            Await.until(loop, () -> pair.client().receivedCount() == 5);
            pair.clientTransport().close();
            pair.awaitLost();
            assertThat(pair.client().receivedText()).isEqualTo("hello");
            assertThat(pair.client().events()).containsExactly("made", "data", "lost");
            assertThat(pair.server().events()).containsExactly("made", "data", "eof", "lost");
        }
    }

    @Test
    @Tag("T1")
    void whoIsClosedBySeesTheEndOfTheStreamFirst(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            pair.serverTransport().write("bye".getBytes(UTF_8));
            pair.serverTransport().close();
            pair.awaitLost();
            assertThat(pair.client().events()).containsExactly("made", "data", "eof", "lost");
            assertThat(pair.server().events()).containsExactly("made", "lost");
        }
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    @Tag("T1")
    void aBlockingSocketIsEchoed(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            int port = serving.port();
            CompletableFuture<String> answer = Blocking.call(() -> {
                try (Socket socket = JdkSockets.connect(port)) {
                    socket.getOutputStream().write("ping".getBytes(UTF_8));
                    String echoed = new String(socket.getInputStream().readNBytes(4), UTF_8);
                    socket.shutdownOutput();
                    return echoed + socket.getInputStream().read();
                }
            });
            assertThat(loop.runUntilComplete(answer)).isEqualTo("ping-1");
            Await.until(loop, () -> serving.protocol(0).isLost());
            assertThat(serving.protocol(0).events()).containsExactly("made", "data", "eof", "lost");
        }
    }

    @Test
    @Tag("T1")
    void connectionLostIsNeverCalledInsideClose(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            pair.clientTransport().close();
            pair.serverTransport().abort();
            assertThat(pair.client().events()).containsExactly("made");
            assertThat(pair.server().events()).containsExactly("made");
            assertThat(pair.clientTransport().isClosing()).isTrue();
            pair.awaitLost();
            assertThat(pair.client().count("lost")).isEqualTo(1);
        }
    }

    @Test
    void closingInsideConnectionLostIsHarmless(EventLoop loop) {
        try (Pair<RecordingProtocol, Talkative> pair = Pair.connect(loop, RecordingProtocol::new, Talkative::new)) {
            pair.serverTransport().close();
            pair.awaitLost();
            assertThat(pair.client().events()).containsExactly("made", "eof", "lost");
        }
    }

    /// Makes calls in its last callback that may have no effect.
    private static final class Talkative extends RecordingProtocol {
        @Override
        public void connectionLost(@Nullable Throwable cause) {
            super.connectionLost(cause);
            transport().write(new byte[10]);
            transport().writeEof();
            transport().pauseReading();
            transport().resumeReading();
            transport().close();
            transport().abort();
        }
    }
}
