package io.juvloop.net.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.Transport;
import io.juvloop.TransportSocket;
import io.juvloop.net.peer.Echo;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import java.lang.ref.WeakReference;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Starting, `serveForever`, closing and waiting for the end.
@LoopTest
class ServerLifeTest {
    private static RecordingProtocol connect(EventLoop loop, int port) {
        return loop.runUntilComplete(loop.createConnection(RecordingProtocol::new, "127.0.0.1", port))
                .protocol();
    }

    private static void assertRefused(EventLoop loop, int port) {
        assertThatThrownBy(() -> connect(loop, port)).hasCauseInstanceOf(ConnectException.class);
    }

    private static void assertEchoes(EventLoop loop, RecordingProtocol client, String text) {
        client.transport().write(text.getBytes(UTF_8));
        Await.until(loop, text, () -> client.receivedText().endsWith(text));
    }

    @Test
    @Tag("S2")
    void aServerThatDoesNotServeYetRefusesAndServesOnceStarted(EventLoop loop) {
        ServerOptions later = ServerOptions.DEFAULT.withStartServing(false);
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new, List.of("127.0.0.1"), 0, later)) {
            Server server = serving.server();
            assertThat(server.isServing()).isFalse();
            assertRefused(loop, serving.port());
            loop.runUntilComplete(server.startServing());
            loop.runUntilComplete(server.startServing());
            assertThat(server.isServing()).isTrue();
            RecordingProtocol client = connect(loop, serving.port());
            assertEchoes(loop, client, "started");
            client.transport().close();
        }
    }

    @Test
    @Tag("S2")
    void aClosedServerCannotBeStarted(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            serving.server().close();
            assertThat(serving.server().isServing()).isFalse();
            assertThatThrownBy(() -> serving.server().startServing())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the server is closed");
            assertThatThrownBy(() -> serving.server().serveForever()).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Tag("S2")
    void aServerThatIsBoundButCannotListenAnyMoreFailsAndIsClosed(EventLoop loop) {
        ServerOptions later = ServerOptions.DEFAULT.withStartServing(false);
        List<String> hosts = List.of("127.0.0.1");
        for (boolean forever : List.of(false, true)) {
            try (Serving<Echo> bound = Serving.tcp(loop, Echo::new, hosts, 0, later);
                    Serving<Echo> faster = Serving.tcp(loop, Echo::new, hosts, bound.port(), ServerOptions.DEFAULT)) {
                String address = "127.0.0.1:" + faster.port();
                Server server = bound.server();
                assertThatThrownBy(() -> loop.runUntilComplete(forever ? server.serveForever() : server.startServing()))
                        .cause()
                        .isInstanceOf(BindException.class)
                        .hasMessageContaining(address);
                assertThat(server.isServing()).isFalse();
                assertThat(server.sockets()).isEmpty();
                assertThat(faster.server().isServing()).isTrue();
            }
        }
    }

    @Test
    @Tag("S5")
    void aServerMayBeClosedByTheConnectionItAccepts(EventLoop loop) {
        for (boolean inFactory : List.of(true, false)) {
            CompletableFuture<Server> itself = new CompletableFuture<>();
            class Last extends Echo {
                @Override
                public void connectionMade(Transport connection) {
                    super.connectionMade(connection);
                    itself.join().close();
                }
            }
            try (Serving<Echo> serving = Serving.tcp(loop, () -> {
                if (inFactory) {
                    itself.join().close();
                    return new Echo();
                }
                return new Last();
            })) {
                itself.complete(serving.server());
                RecordingProtocol client = connect(loop, serving.port());
                assertEchoes(loop, client, "the last one");
                assertThat(serving.server().isServing()).isFalse();
                assertThat(serving.server().waitClosed().isDone()).isFalse();
                client.transport().close();
                loop.runUntilComplete(serving.server().waitClosed());
            }
        }
    }

    @Test
    @Tag("S3")
    void cancellingServeForeverClosesTheServer(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            int port = serving.port();
            CompletableFuture<Void> forever = serving.server().serveForever();
            assertThatThrownBy(() -> serving.server().serveForever())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("already");
            loop.callSoon(() -> forever.cancel(false));
            assertThatThrownBy(() -> loop.runUntilComplete(forever)).isInstanceOf(CancellationException.class);
            assertThat(serving.server().isServing()).isFalse();
            assertThat(serving.server().sockets()).isEmpty();
            assertRefused(loop, port);
        }
    }

    @Test
    @Tag("S3")
    void closingTheServerInACallbackEndsServeForever(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            CompletableFuture<Void> forever = serving.server().serveForever();
            loop.callSoon(serving.server()::close);
            assertThatThrownBy(() -> loop.runUntilComplete(forever)).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    @Tag("S3")
    void serveForeverStartsAServerThatDoesNotServeYet(EventLoop loop) {
        ServerOptions later = ServerOptions.DEFAULT.withStartServing(false);
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new, List.of("127.0.0.1"), 0, later)) {
            CompletableFuture<Void> forever = serving.server().serveForever();
            RecordingProtocol client = connect(loop, serving.port());
            assertEchoes(loop, client, "for ever");
            assertThat(forever.isDone()).isFalse();
            client.transport().close();
        }
    }

    @Test
    @Tag("S5")
    void closeRefusesNewConnectionsAndLeavesTheOthersAlone(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            int port = serving.port();
            RecordingProtocol first = connect(loop, port);
            RecordingProtocol second = connect(loop, port);
            serving.protocol(1);
            TransportSocket socket = serving.server().sockets().getFirst();
            assertThat(socket.fileno()).isPositive();
            serving.server().close();
            serving.server().close();
            assertThat(serving.server().sockets()).isEmpty();
            assertThat(socket.fileno()).isEqualTo(-1);
            assertThat(socket.localAddress()).as("names survive").isNotNull();
            assertRefused(loop, port);
            assertEchoes(loop, first, "one goes on");
            assertEchoes(loop, second, "and so does two");
            first.transport().close();
            second.transport().close();
        }
    }

    @Test
    @Tag("S5")
    void waitClosedWaitsForTheCloseAndForTheLastConnection(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            RecordingProtocol client = connect(loop, serving.port());
            CompletableFuture<Void> early = serving.server().waitClosed();
            Echo accepted = serving.protocol(0);
            Turns.many(loop, 3);
            assertThat(early.isDone()).isFalse();
            serving.server().close();
            CompletableFuture<Void> late = serving.server().waitClosed();
            Turns.many(loop, 3);
            assertThat(early.isDone()).as("a connection is still there").isFalse();
            assertThat(late.isDone()).isFalse();
            client.transport().close();
            loop.runUntilComplete(CompletableFuture.allOf(early, late));
            assertThat(accepted.isLost()).isTrue();
            assertThat(serving.server().waitClosed().isDone())
                    .as("at once, once it is over")
                    .isTrue();
        }
    }

    @Test
    void aCancelledWaitForTheEndOfAServerLeavesNothing(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            List<WeakReference<Object>> cancelled = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                cancelled.add(cancelledWait(serving.server()));
            }
            await().pollInSameThread().until(() -> {
                System.gc();
                return cancelled.stream().allMatch(wait -> wait.refersTo(null));
            });
        }
    }

    private static WeakReference<Object> cancelledWait(Server server) {
        CompletableFuture<Void> wait = server.waitClosed();
        wait.cancel(true);
        return new WeakReference<>(wait);
    }

    @Test
    void waitClosedOfAnOpenServerWithoutConnectionsWaits(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            RecordingProtocol client = connect(loop, serving.port());
            client.transport().close();
            CompletableFuture<Void> gone = serving.server().waitClosed();
            Echo accepted = serving.protocol(0);
            Await.until(loop, accepted::isLost);
            Turns.many(loop, 3);
            assertThat(gone.isDone()).isFalse();
            serving.server().close();
            assertThat(gone.isDone()).isTrue();
        }
    }

    @Test
    void closeClientsSendsWhatWaitsAndAbortClientsDropsIt(EventLoop loop) {
        for (boolean abort : List.of(false, true)) {
            try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
                RecordingProtocol first = connect(loop, serving.port());
                RecordingProtocol second = connect(loop, serving.port());
                RecordingProtocol secondAccepted = serving.protocol(1);
                first.transport().pauseReading();
                serving.protocol(0).transport().write(new byte[20_000_000]);
                if (abort) {
                    serving.server().abortClients();
                } else {
                    serving.server().closeClients();
                }
                assertThat(serving.server().isServing())
                        .as("the server itself goes on")
                        .isTrue();
                first.transport().resumeReading();
                Await.until(loop, () -> first.isLost() && second.isLost() && secondAccepted.isLost());
                assertThat(second.events()).endsWith(abort ? "lost(SocketException)" : "lost");
                if (abort) {
                    assertThat(first.receivedCount()).isLessThan(20_000_000);
                    assertThat(first.lossCause()).hasMessage("Connection reset");
                } else {
                    assertThat(first.receivedCount()).isEqualTo(20_000_000);
                    assertThat(first.events()).containsExactly("made", "data", "eof", "lost");
                }
            }
        }
    }

    /// The loop references its servers.
    @Test
    void aServerThatNobodyHoldsServesOn(EventLoop loop) {
        int port;
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            port = serving.port();
        }
        CompletableFuture<Void> closed = serveUnheld(loop, port);
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        RecordingProtocol client = connect(loop, port);
        assertEchoes(loop, client, "still here");
        assertEchoes(loop, client, "end");
        client.transport().close();
        loop.runUntilComplete(closed);
    }

    /// Starts an echo server that closes itself at the word "end".
    private static CompletableFuture<Void> serveUnheld(EventLoop loop, int port) {
        CompletableFuture<Server> itself = new CompletableFuture<>();
        class LastOne extends Echo {
            @Override
            public void dataReceived(ByteBuffer data) {
                super.dataReceived(data);
                if (receivedText().endsWith("end")) {
                    itself.join().close();
                }
            }
        }
        Server server = loop.runUntilComplete(
                loop.createServer(LastOne::new, List.of("127.0.0.1"), port, ServerOptions.DEFAULT));
        itself.complete(server);
        return server.waitClosed();
    }
}
