package io.juvloop.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Flood;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Pair;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A protocol that answers on one connection by writing to another, while the first is being flushed.
@LoopTest
@ExtendWith(JdkSockets.class)
class ResumeElsewhereTest {
    private static final class Forwarder extends RecordingProtocol {
        private @Nullable Transport other;

        @Override
        public void resumeWriting() {
            super.resumeWriting();
            if (other != null) {
                other.write("wake up".getBytes(UTF_8));
            }
        }

        @Override
        public void pauseWriting() {
            super.pauseWriting();
            if (other != null) {
                other.write("hold on".getBytes(UTF_8));
            }
        }
    }

    /// Nothing else may wake the loop here, neither a timer nor a checked condition, or it would hide a
    /// forgotten flush.
    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    @Tag("T7")
    void resumeWritingSendsToAnotherConnectionWithoutAnotherWakeUp(EventLoop loop) throws IOException {
        try (Serving<RecordingProtocol> others = Serving.tcp(loop, RecordingProtocol::new);
                Socket socket = JdkSockets.connect(others.port());
                Pair<RecordingProtocol, Forwarder> pair = Pair.connect(loop, RecordingProtocol::new, Forwarder::new)) {
            Transport other = others.protocol(0).transport();
            pair.serverTransport().pauseReading();
            Flood.untilQueueing(pair.clientTransport());
            pair.clientTransport().write(new byte[64 * 1024]);
            assertThat(pair.client().count("pause")).isEqualTo(1);
            pair.client().other = other;
            pair.serverTransport().resumeReading();
            assertThat(loop.runUntilComplete(text(socket))).isEqualTo("wake up");
        }
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    void pauseWritingSendsToAnotherConnectionWithoutAnotherWakeUp(EventLoop loop) throws IOException {
        try (Serving<RecordingProtocol> others = Serving.tcp(loop, RecordingProtocol::new);
                Socket socket = JdkSockets.connect(others.port());
                Pair<RecordingProtocol, Forwarder> pair = Pair.connect(loop, RecordingProtocol::new, Forwarder::new)) {
            pair.client().other = others.protocol(0).transport();
            pair.serverTransport().pauseReading();
            Flood.untilQueueing(pair.clientTransport());
            loop.callSoon(() -> pair.clientTransport().write(new byte[64 * 1024]));
            assertThat(loop.runUntilComplete(text(socket))).isEqualTo("hold on");
        }
    }

    private static CompletableFuture<String> text(Socket socket) {
        return Blocking.call(() -> new String(socket.getInputStream().readNBytes(7), UTF_8));
    }

    @Test
    void oneCallbackWritesToManyConnectionsInTurn(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> first = Pair.connect(loop);
                Pair<RecordingProtocol, RecordingProtocol> second = Pair.connect(loop)) {
            loop.callSoon(() -> {
                for (int i = 0; i < 1000; i++) {
                    first.clientTransport().write(("a" + i + " ").getBytes(UTF_8));
                    second.clientTransport().write(("b" + i + " ").getBytes(UTF_8));
                }
                first.clientTransport().close();
                second.clientTransport().close();
            });
            first.awaitLost();
            second.awaitLost();
            assertThat(first.server().receivedText())
                    .startsWith("a0 a1 ")
                    .endsWith(" a999 ")
                    .doesNotContain("b");
            assertThat(second.server().receivedText())
                    .startsWith("b0 b1 ")
                    .endsWith(" b999 ")
                    .doesNotContain("a");
        }
    }
}
