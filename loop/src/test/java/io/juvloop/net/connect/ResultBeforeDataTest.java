package io.juvloop.net.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.net.peer.Libc;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The caller has its connection before the protocol receives data, however early the peer sends.
@LoopTest
class ResultBeforeDataTest {
    private static final class Greeter extends RecordingProtocol {
        @Override
        public void connectionMade(Transport connection) {
            super.connectionMade(connection);
            connection.write("welcome".getBytes(UTF_8));
        }
    }

    private static final class Client extends RecordingProtocol {
        private final List<String> order = new ArrayList<>();

        @Override
        public void connectionMade(Transport connection) {
            super.connectionMade(connection);
            order.add("made");
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            super.dataReceived(data);
            order.add("data");
        }
    }

    private interface Connect {
        CompletableFuture<Connection<Client>> begin(Supplier<Client> factory);
    }

    private static void assertResultFirst(EventLoop loop, Connect connect) {
        Client client = new Client();
        connect.begin(() -> client)
                .thenAccept(connection -> client.order.add("result"))
                .exceptionally(failure -> {
                    throw new AssertionError(failure);
                });
        Await.until(loop, () -> client.receivedText().equals("welcome"));
        assertThat(client.order).containsExactly("made", "result", "data");
        client.transport().abort();
        Await.until(loop, client::isLost);
    }

    @Test
    @Tag("T4")
    void overTcpToAnAddressAndToAName(EventLoop loop) {
        try (Serving<Greeter> serving = Serving.tcp(loop, Greeter::new)) {
            for (String host : List.of("127.0.0.1", "localhost")) {
                for (int i = 0; i < 10; i++) {
                    assertResultFirst(loop, factory -> loop.createConnection(factory, host, serving.port()));
                }
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Tag("T4")
    void overAUnixSocket(EventLoop loop, @TempDir Path folder) {
        Path path = folder.resolve("socket");
        try (Serving<Greeter> serving = Serving.unix(loop, Greeter::new, path)) {
            assertThat(serving.server().isServing()).isTrue();
            for (int i = 0; i < 10; i++) {
                assertResultFirst(loop, factory -> loop.createUnixConnection(factory, path));
            }
        }
    }

    /// The bytes have arrived before the socket is handed over.
    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Tag("T4")
    void overASocketThatIsTakenOver(EventLoop loop) {
        int[] pair = new int[2];
        Libc.INSTANCE.socketpair(Libc.AF_UNIX, Libc.SOCK_STREAM, 0, pair);
        try {
            Libc.INSTANCE.write(pair[1], "welcome".getBytes(UTF_8), 7);
            assertResultFirst(loop, factory -> loop.connectAcceptedSocket(factory, pair[0]));
        } finally {
            Libc.INSTANCE.close(pair[1]);
        }
    }
}
