package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Flood;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Pair;
import io.juvloop.net.peer.Payload;
import io.juvloop.net.peer.Program;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `close`: no more data is delivered, and all written data is still sent.
@LoopTest
@ExtendWith(JdkSockets.class)
class TransportCloseTest {
    private static final int TWO_MEGABYTES = 2 * 1024 * 1024;

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    @Tag("T12")
    void twoMegabytesThatWaitAreSentThenTheEnd(EventLoop loop) throws IOException {
        byte[] payload = Payload.of(TWO_MEGABYTES, 1);
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new);
                Socket socket = JdkSockets.connect(serving.port())) {
            RecordingProtocol protocol = serving.protocol(0);
            int flooded = Flood.untilQueueing(protocol.transport());
            protocol.transport().write(payload);
            assertThat(protocol.transport().writeBufferSize()).isGreaterThanOrEqualTo(TWO_MEGABYTES);
            protocol.transport().close();
            Turns.many(loop, 10);
            assertThat(protocol.isLost()).as("two megabytes wait").isFalse();

            CompletableFuture<byte[]> reader =
                    Blocking.call(() -> socket.getInputStream().readAllBytes());
            byte[] received = loop.runUntilComplete(reader);
            assertThat(received).hasSize(flooded + TWO_MEGABYTES);
            assertThat(Arrays.copyOfRange(received, flooded, received.length)).isEqualTo(payload);
            Await.until(loop, protocol::isLost);
            assertThat(protocol.lossCause()).isNull();
            assertThat(protocol.count("lost")).isEqualTo(1);
        }
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    @Tag("T12")
    void aSlowReaderInPythonGetsEverythingThatWasWrittenBeforeClose(EventLoop loop) throws IOException {
        String script = """
            s = socket.socket()
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
            s.connect(("127.0.0.1", int(sys.argv[1])))
            print("connected", flush=True)
            total = 0
            while piece := s.recv(65536):
                total += len(piece)
            print(total)
            """;
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new);
                Program python = Program.python(script, serving.port())) {
            RecordingProtocol protocol = serving.protocol(0);
            protocol.transport().write(new byte[TWO_MEGABYTES]);
            protocol.transport().close();
            assertThat(loop.runUntilComplete(python.rest())).isEqualTo("connected\n" + TWO_MEGABYTES);
            Await.until(loop, protocol::isLost);
            assertThat(protocol.events()).endsWith("lost").doesNotContain("data", "eof");
        }
    }

    @Test
    void nothingIsReceivedAfterClose(EventLoop loop) throws IOException {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            pair.serverTransport().pauseReading();
            Flood.untilQueueing(pair.clientTransport());
            pair.clientTransport().write(new byte[TWO_MEGABYTES]);
            pair.clientTransport().close();
            assertThat(pair.clientTransport().isReading()).isFalse();
            pair.serverTransport().write(new byte[100]);
            pair.clientTransport().resumeReading();
            Turns.many(loop, 10);
            assertThat(pair.client().isLost()).as("what it wrote still waits").isFalse();
            assertThat(pair.client().events()).containsExactly("made", "pause");
        }
    }

    @Test
    void nothingIsReceivedAfterCloseInsideDataReceived(EventLoop loop) {
        class OneRead extends RecordingProtocol {
            int reads;

            @Override
            public void dataReceived(ByteBuffer data) {
                super.dataReceived(data);
                reads++;
                transport().close();
            }
        }
        try (Pair<OneRead, RecordingProtocol> pair = Pair.connect(loop, OneRead::new, RecordingProtocol::new)) {
            pair.clientTransport().write(new byte[2_000_000]);
            Await.until(loop, () -> pair.server().isLost());
            assertThat(pair.server().reads).isEqualTo(1);
        }
    }

    @Test
    void closeIsIdempotentAndEverythingAnswersAfterwards(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            Transport transport = pair.clientTransport();
            transport.close();
            transport.close();
            pair.awaitLost();
            transport.close();
            transport.abort();
            transport.pauseReading();
            transport.resumeReading();
            transport.setWriteBufferLimits(new io.juvloop.WriteBufferLimits(1, 2));
            assertThat(transport.isClosing()).isTrue();
            assertThat(transport.isReading()).isFalse();
            assertThat(transport.writeBufferSize()).isZero();
            assertThat(transport.protocol()).isSameAs(pair.client());
            assertThat(transport.toString()).contains("127.0.0.1", "closed");
            Turns.many(loop, 3);
            assertThat(pair.client().events()).containsExactly("made", "lost");
        }
    }
}
