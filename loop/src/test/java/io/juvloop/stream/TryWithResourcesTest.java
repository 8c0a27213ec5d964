package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.datagram.DatagramEndpoint;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.net.peer.Echo;
import io.juvloop.net.peer.Serving;
import io.juvloop.subprocess.SubprocessConnection;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What has an end is closed at the end of a `try` block, in order and without a checked exception.
@LoopTest
class TryWithResourcesTest {
    private static final class Deaf implements DatagramProtocol {
        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {}
    }

    @Test
    void aConnectionSendsWhatWasWrittenAndCloses(EventLoop loop) {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            try (Connection<RecordingProtocol> client = loop.runUntilComplete(
                    loop.createConnection(RecordingProtocol::new, Loopback.HOST, serving.port()))) {
                client.transport().write(new byte[1_000_000]);
            }
            RecordingProtocol accepted = serving.protocol(0);
            Await.until(loop, accepted::isLost);
            assertThat(accepted.receivedCount()).isEqualTo(1_000_000);
        }
    }

    @Test
    void aTransportCloses(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            RecordingProtocol client = new RecordingProtocol();
            try (Transport transport = loop.runUntilComplete(
                            loop.createConnection(() -> client, Loopback.HOST, serving.port()))
                    .transport()) {
                assertThat(transport.isClosing()).isFalse();
            }
            Await.until(loop, client::isLost);
            assertThat(client.lossCause()).isNull();
        }
    }

    @Test
    void anEndpointForDatagramsCloses(EventLoop loop) {
        DatagramOptions local = DatagramOptions.DEFAULT.withLocalAddress(Loopback.HOST, 0);
        DatagramEndpoint<Deaf> endpoint = loop.runUntilComplete(loop.createDatagramEndpoint(Deaf::new, local));
        try (endpoint) {
            assertThat(endpoint.transport().localAddress()).isNotNull();
            assertThat(endpoint.transport().remoteAddress()).isNull();
        }
        assertThat(endpoint.transport().isClosing()).isTrue();
        Turns.many(loop, 3);
        assertThat(endpoint.transport().localAddress()).as("also after the end").isNotNull();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    void aChildIsKilled(EventLoop loop) {
        SubprocessConnection<SubprocessProtocol> child = loop.runUntilComplete(
                loop.subprocessExec(() -> new SubprocessProtocol() {}, SubprocessOptions.PIPES, "cat"));
        try (child) {
            assertThat(child.transport().returnCode()).isNull();
        }
        Await.until(loop, () -> child.transport().returnCode() != null);
        assertThat(child.transport().returnCode()).isEqualTo(-9);
        Turns.many(loop, 5);
    }
}
