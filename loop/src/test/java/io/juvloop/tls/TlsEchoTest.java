package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.BaseProtocol;
import io.juvloop.BufferedProtocol;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.net.peer.Payload;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Data on encrypted connections, each way, and their ordinary end.
@LoopTest
class TlsEchoTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int PIECE = 64 * 1024;
    private static final int CLIENTS = 25;

    /// Sends back what it gets, as a view.
    static final class Echo extends RecordingProtocol {
        @Override
        public void dataReceived(ByteBuffer data) {
            transport().write(data);
        }
    }

    /// Sends back what it gets, from its own memory.
    static final class BufferedEcho extends RecordingBufferedProtocol {
        private final MemorySegment buffer;

        BufferedEcho(long size) {
            super(size);
            buffer = super.getBuffer(size);
        }

        @Override
        public void bufferUpdated(long count) {
            transport().write(buffer.asSlice(0, count));
        }
    }

    private static Supplier<? extends Recording> echo(String kind) {
        return kind.equals("plain") ? Echo::new : () -> new BufferedEcho(kind.equals("small") ? 100 : 64 * 1024);
    }

    /// E1.
    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, plain",
        "TLSv1.3, buffered",
        "TLSv1.3, small",
        "TLSv1.2, plain",
        "TLSv1.2, buffered",
        "TLSv1.2, small"
    })
    void manyClientsGetEverythingBackAndEndCleanly(String version, String kind, EventLoop loop) {
        int size = kind.equals("small") ? PIECE : MEBIBYTE;
        List<Connection<RecordingProtocol>> connections = new ArrayList<>();
        byte[] sent = Payload.of(size, 1);
        try (Serving<Recording> serving =
                Serving.tcp(loop, () -> echo(kind).get(), List.of("127.0.0.1"), 0, Contexts.serving(version))) {
            var options = Contexts.connecting(version);
            for (int i = 0; i < CLIENTS; i++) {
                Connection<RecordingProtocol> made = loop.runUntilComplete(
                        loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port(), options));
                connections.add(made);
                made.transport().write(sent);
            }
            for (Connection<RecordingProtocol> each : connections) {
                Await.until(loop, () -> each.protocol().receivedCount() == size);
                assertThat(each.protocol().received()).isEqualTo(sent);
                each.transport().close();
            }
            Await.until(
                    loop,
                    () -> connections.stream().allMatch(each -> each.protocol().isLost()));
            Await.until(loop, () -> serving.protocols().stream().allMatch(Recording::isLost));
            assertThat(serving.protocols())
                    .hasSize(CLIENTS)
                    .allSatisfy(end -> assertThat(end.events())
                            .containsSubsequence("made", "eof", "lost")
                            .doesNotHaveDuplicates());
            assertThat(connections)
                    .allSatisfy(each -> assertThat(each.protocol().events())
                            .startsWith("made")
                            .endsWith("lost"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void bothSidesKnowWhatWasAgreedOn(String version, EventLoop loop) {
        try (var pair = new TlsPair<>(
                loop,
                RecordingProtocol::new,
                RecordingProtocol::new,
                Contexts.serving(version),
                Contexts.connecting(version).withServerName("localhost"))) {
            TlsSession client = session(pair.client());
            TlsSession server = session(pair.server());

            assertThat(client.protocol()).isEqualTo(version).isEqualTo(server.protocol());
            assertThat(client.cipherSuite()).isEqualTo(server.cipherSuite());
            assertThat(client.peerCertificates().getFirst())
                    .isEqualTo(Contexts.SERVER.chain().getFirst())
                    .isEqualTo(pair.client().transport().extraInfo(ExtraInfo.PEERCERT))
                    .isEqualTo(server.localCertificates().getFirst());
            assertThat(server.peerCertificates()).isEmpty();
            assertThat(server.serverName()).isEqualTo("localhost").isEqualTo(client.serverName());
            assertThat(client.isResumed()).isFalse();
            assertThat(pair.client().transport().extraInfo(ExtraInfo.CIPHER)).isEqualTo(client.cipherSuite());
            assertThat(pair.client().transport().extraInfo(ExtraInfo.SSL_CONTEXT))
                    .isNotNull();
            assertThat(pair.client().transport().extraInfo(ExtraInfo.PEERNAME)).isNotNull();
            assertThat(pair.client().transport().canWriteEof()).isFalse();
        }
    }

    private static TlsSession session(Recording end) {
        return Objects.requireNonNull(end.transport().extraInfo(ExtraInfo.SSL_OBJECT));
    }

    /// Which protocols take data is the user's thing, also in the middle of a stream.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aProtocolIsChangedInTheMiddle(String version, EventLoop loop) {
        try (var pair = new TlsPair<>(
                loop,
                RecordingProtocol::new,
                RecordingProtocol::new,
                Contexts.serving(version),
                Contexts.connecting(version))) {
            BaseProtocol first = pair.server().transport().protocol();
            RecordingBufferedProtocol second = new RecordingBufferedProtocol();
            pair.client().transport().write(new byte[] {1, 2});
            Await.until(loop, () -> pair.server().receivedCount() == 2);

            pair.server().transport().setProtocol(second);
            pair.client().transport().write(new byte[] {3});
            Await.until(loop, () -> second.receivedCount() == 1);
            pair.client().transport().close();
            Await.until(loop, second::isLost);

            assertThat(first).isSameAs(pair.server());
            assertThat(second).isInstanceOf(BufferedProtocol.class);
            assertThat(second.events()).containsExactly("data", "eof", "lost");
            assertThat(pair.server().isLost()).isFalse();
            pair.server().transport().setProtocol(pair.server());
            pair.server().connectionLost(null); // the end that the other has seen
            Await.until(loop, pair.client()::isLost);
        }
    }
}
