package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.Payload;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Both sides of TLS with an attacker in between: what arrives is what was sent, from its begin, or nothing; each
/// connection ends, and the server serves on. `-Djuvloop.tls.seeds=N` for more.
@LoopTest
class TlsFuzzTest {
    private static final int SEEDS = Integer.getInteger("juvloop.tls.seeds", 20);
    private static final Duration SHORT = Duration.ofSeconds(1);

    /// Keeps what it sends back.
    private static final class Echo extends RecordingProtocol {
        @Override
        public void dataReceived(ByteBuffer data) {
            super.dataReceived(data);
            transport().write(data);
        }
    }

    /// The same in memory of its own.
    private static final class BufferedEcho extends RecordingBufferedProtocol {
        private static final int SIZE = 3000;

        BufferedEcho() {
            super(SIZE);
        }

        @Override
        public void bufferUpdated(long count) {
            super.bufferUpdated(count);
            transport().write(getBuffer(SIZE).asSlice(0, count));
        }
    }

    private static Supplier<Recording> end(String kind) {
        return kind.equals("buffered") ? BufferedEcho::new : Echo::new;
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, plain", "TLSv1.3, buffered", "TLSv1.2, plain", "TLSv1.2, buffered"})
    void recordsThatAreHarmedEndTheirConnectionAlone(String version, String kind, EventLoop loop) throws Exception {
        ServerOptions serverOptions = Contexts.serving(version).withTlsTimeouts(SHORT, SHORT);
        ConnectOptions options = Contexts.connecting(version).withTlsTimeouts(SHORT, SHORT);
        try (Serving<Recording> serving = Serving.tcp(loop, end(kind), List.of("127.0.0.1"), 0, serverOptions)) {
            int known = 0;
            for (long seed = 0; seed < SEEDS; seed++) {
                byte[] sent = Payload.of(30_000, seed);
                try (ServerSocket front = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                    CompletableFuture<Boolean> passing = new Mangler(seed, serving.port()).pass(front);
                    talk(loop, front.getLocalPort(), options, sent);
                    serving.server().closeClients();
                    loop.runUntilComplete(passing);
                }
                Await.until(loop, "the end of seed " + seed, () -> isQuiet(loop, serving));
                if (serving.protocols().size() > known) {
                    known = serving.protocols().size();
                    assertPrefix(serving.protocols().getLast().received(), sent);
                }
            }
            byte[] sent = Payload.of(30_000, -1);
            talk(loop, serving.port(), options, sent);
            assertThat(serving.protocols().getLast().received()).isEqualTo(sent);
        }
    }

    private static boolean isQuiet(EventLoop loop, Serving<Recording> serving) {
        return serving.protocols().stream().allMatch(Recording::isLost)
                && loop.stats().tls().engines().live() == 0;
    }

    /// Connects, sends, and waits for the echo or the end.
    private static void talk(EventLoop loop, int port, ConnectOptions options, byte[] sent) {
        var connecting = loop.createConnection(RecordingProtocol::new, "127.0.0.1", port, options);
        Await.until(loop, "the connection or its failure", connecting::isDone);
        if (connecting.isCompletedExceptionally()) {
            assertThat(connecting.exceptionNow()).isInstanceOf(java.io.IOException.class);
            return;
        }
        RecordingProtocol client = connecting.join().protocol();
        client.transport().write(sent);
        long begin = System.nanoTime();
        Await.until(
                loop,
                () -> client.isLost()
                        || client.receivedCount() == sent.length
                        || System.nanoTime() - begin > SHORT.toNanos());
        assertPrefix(client.received(), sent);
        client.transport().close();
        Await.until(loop, "the end of the client", client::isLost);
    }

    private static void assertPrefix(byte[] received, byte[] sent) {
        int count = Math.min(received.length, sent.length);
        boolean isSame = Arrays.equals(received, 0, count, sent, 0, count) && received.length <= sent.length;
        assertThat(isSame || received.length == 0).isTrue();
    }
}
