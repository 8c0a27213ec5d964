package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server whose clients are in their handshakes.
@LoopTest
class TlsServerTest {
    @ParameterizedTest
    @ValueSource(strings = {"closeClients", "abortClients", "client"})
    void connectionsInTheirHandshakeCountUntilTheyEnd(String end, EventLoop loop) throws IOException {
        Serving<RecordingProtocol> serving =
                Serving.tcp(loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, Contexts.serving("TLSv1.3"));
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), serving.port())) {
            client.getOutputStream().write(new byte[] {22, 3, 1});
            Await.until(loop, () -> loop.stats().connectionsAccepted() == 1);
            serving.server().close();
            CompletableFuture<?> closed = serving.server().waitClosed();
            Turns.many(loop, 20);
            assertThat(closed).isNotDone();

            switch (end) {
                case "closeClients" -> serving.server().closeClients();
                case "abortClients" -> serving.server().abortClients();
                default -> client.shutdownOutput();
            }
            loop.runUntilComplete(closed);
            assertThat(serving.protocols()).isEmpty();
            assertThat(loop.stats().tls().failed()).isOne();
            if (!end.equals("client")) {
                loop.runUntilComplete(Blocking.run(() -> assertEnded(client)));
            }
        }
    }

    private static void assertEnded(Socket client) throws IOException {
        try {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }
}
