package io.juvloop.net.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.BaseProtocol;
import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.ServerOptions;
import io.juvloop.Transport;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Echo;
import io.juvloop.net.peer.FullBacklog;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Libc;
import io.juvloop.net.peer.Program;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Reported;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/// The fate of an accepted connection, and the robustness of the listener.
@LoopTest
@ExtendWith(JdkSockets.class)
class AcceptingTest {
    private static RecordingProtocol connect(EventLoop loop, int port) {
        return loop.runUntilComplete(loop.createConnection(RecordingProtocol::new, "127.0.0.1", port))
                .protocol();
    }

    private static void assertServed(EventLoop loop, int port) {
        RecordingProtocol client = connect(loop, port);
        client.transport().write("ping".getBytes(UTF_8));
        Await.until(loop, () -> client.receivedText().equals("ping"));
        client.transport().close();
        Await.until(loop, client::isLost);
    }

    /// Fails for the first three connections.
    private static Supplier<Echo> failingFirst(Supplier<Echo> failure) {
        int[] calls = {0};
        return () -> ++calls[0] <= 3 ? failure.get() : new Echo();
    }

    @Test
    void aThrowingFactoryCostsItsConnectionAndLaterClientsAreServed(EventLoop loop, Reported reported) {
        IllegalStateException thrown = new IllegalStateException("no protocol today");
        try (Serving<Echo> serving = Serving.tcp(loop, failingFirst(() -> {
            throw thrown;
        }))) {
            for (int i = 0; i < 3; i++) {
                RecordingProtocol client = connect(loop, serving.port());
                Await.until(loop, client::isLost);
                assertThat(client.receivedCount()).isZero();
            }
            List<ExceptionContext> reports = reported.all();
            assertThat(reports).hasSize(3).allSatisfy(report -> {
                assertThat(report.exception()).isSameAs(thrown);
                assertThat(report.server()).isSameAs(serving.server());
                assertThat(report.message()).contains("factory");
            });
            assertServed(loop, serving.port());
        }
    }

    @Test
    void aFactoryThatGivesNullOrSomethingUselessCostsItsConnection(EventLoop loop, Reported reported) {
        List<BaseProtocol> useless = new ArrayList<>();
        useless.add(null);
        useless.add(new BaseProtocol() {});
        for (BaseProtocol made : useless) {
            try (Serving<BaseProtocol> serving = Serving.tcp(loop, () -> made)) {
                RecordingProtocol client = connect(loop, serving.port());
                Await.until(loop, client::isLost);
                assertThat(reported.only().exception()).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    private static Echo made(Consumer<Transport> first) {
        return new Echo() {
            @Override
            public void connectionMade(Transport connection) {
                super.connectionMade(connection);
                first.accept(connection);
            }
        };
    }

    @Test
    @Tag("T16")
    void aConnectionMadeThatThrowsIsReportedAndTheListenerLives(EventLoop loop, Reported reported) {
        IllegalStateException thrown = new IllegalStateException("not this one");
        Supplier<Echo> failure = () -> made(connection -> {
            throw thrown;
        });
        try (Serving<Echo> serving = Serving.tcp(loop, failingFirst(failure))) {
            for (int i = 0; i < 3; i++) {
                RecordingProtocol client = connect(loop, serving.port());
                Await.until(loop, client::isLost);
                assertThat(reported.only().exception()).isSameAs(thrown);
                assertThat(serving.protocol(i).events()).containsExactly("made", "lost(IllegalStateException)");
            }
            assertServed(loop, serving.port());
        }
    }

    @Test
    @Tag("T16")
    void anAbortOrCloseInConnectionMadeIsOneLoss(EventLoop loop) {
        for (Consumer<Transport> end : List.<Consumer<Transport>>of(Transport::abort, Transport::close)) {
            try (Serving<Echo> serving = Serving.tcp(loop, failingFirst(() -> made(end)))) {
                RecordingProtocol client = connect(loop, serving.port());
                Await.until(loop, client::isLost);
                assertThat(serving.protocol(0).events()).containsExactly("made", "lost");
            }
        }
    }

    @Test
    @Tag("T16")
    void theSameOnTheClientsSide(EventLoop loop) {
        for (Consumer<Transport> end : List.<Consumer<Transport>>of(Transport::abort, Transport::close)) {
            try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
                Recording client = loop.runUntilComplete(
                                loop.createConnection(() -> made(end), "127.0.0.1", serving.port()))
                        .protocol();
                Await.until(loop, client::isLost);
                assertThat(client.events()).containsExactly("made", "lost");
                serving.protocol(0);
            }
        }
    }

    @Test
    void ninetyClientsInOneTurnAreAllAccepted(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            List<CompletableFuture<?>> clients = new ArrayList<>();
            for (int i = 0; i < 90; i++) {
                clients.add(loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port())
                        .thenAccept(connection -> connection.transport().close()));
            }
            loop.runUntilComplete(CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)));
            Await.until(
                    loop,
                    () -> serving.protocols().size() == 90
                            && serving.protocols().stream().allMatch(Recording::isLost));
        }
    }

    /// The loop does not run meanwhile, so no connection is accepted.
    @Test
    @EnabledOnOs(OS.LINUX)
    void theBacklogSaysHowManyMayWait(EventLoop loop) throws IOException {
        for (int backlog : new int[] {0, 3, 10}) {
            ServerOptions options = ServerOptions.DEFAULT.withBacklog(backlog);
            try (Serving<Echo> serving = Serving.tcp(loop, Echo::new, List.of("127.0.0.1"), 0, options)) {
                assertThat(FullBacklog.fill(serving.address()))
                        .as("Linux lets one more in")
                        .isEqualTo(backlog + 1);
                Await.until(loop, () -> serving.protocols().size() == backlog + 1);
            }
        }
    }

    @Test
    void aClientThatLeavesBeforeItIsAcceptedHarmsNobody(EventLoop loop) throws IOException {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            for (int i = 0; i < 10; i++) {
                JdkSockets.reset(JdkSockets.connect(serving.port()));
            }
            assertServed(loop, serving.port());
            Await.until(loop, () -> serving.protocols().stream().allMatch(Recording::isLost));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aListeningSocketOfSomebodyElseIsServed(EventLoop loop) {
        int fd = Libc.boundTcp();
        ServerOptions options = ServerOptions.DEFAULT.withSocket(fd);
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new, List.of(), 0, options)) {
            assertThat(serving.server().sockets().getFirst().fileno()).isEqualTo(fd);
            assertServed(loop, serving.port());
        }
        assertThat(Libc.isOpen(fd)).isFalse();
    }

    @Test
    void netcatIsEchoedUntilItEndsItsInput(EventLoop loop) throws IOException {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new);
                Program netcat = Program.start(List.of("nc", "-N", "127.0.0.1", Integer.toString(serving.port())))) {
            netcat.feed("from netcat\n");
            assertThat(loop.runUntilComplete(netcat.rest())).isEqualTo("from netcat");
            Echo protocol = serving.protocol(0);
            Await.until(loop, protocol::isLost);
            assertThat(protocol.events()).containsExactly("made", "data", "eof", "lost");
        }
    }

    @Test
    void aHundredBlockingClientsAreEchoedAtOnce(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            int port = serving.port();
            List<CompletableFuture<Boolean>> clients = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                byte[] message = ("client " + i).getBytes(UTF_8);
                clients.add(Blocking.run(() -> {
                    try (Socket socket = JdkSockets.connect(port)) {
                        for (int round = 0; round < 10; round++) {
                            socket.getOutputStream().write(message);
                            assertThat(socket.getInputStream().readNBytes(message.length))
                                    .isEqualTo(message);
                        }
                    }
                }));
            }
            loop.runUntilComplete(CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)));
            Await.until(loop, () -> serving.protocols().stream().allMatch(Recording::isLost));
            assertThat(serving.protocols()).hasSize(100);
        }
    }
}
