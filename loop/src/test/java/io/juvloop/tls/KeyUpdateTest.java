package io.juvloop.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.ChildJvm;
import io.juvloop.net.peer.Program;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Case 14: keys that change in the middle of the data.
@LoopTest
class KeyUpdateTest {
    private static final int LINES = 160_000;
    private static final int LINE = 64;
    private static final int UPDATES = 6;

    @TempDir
    private Path folder;

    private static String line(char direction, int number) {
        return String.format("%c%08d%s%n", direction, number, "x".repeat(LINE - 10));
    }

    private static String lines(char direction) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            all.append(line(direction, i));
        }
        return all.toString();
    }

    private static Supplier<Recording> end(String kind) {
        return kind.equals("plain") ? RecordingProtocol::new : () -> new RecordingBufferedProtocol(100_000);
    }

    /// Writes to the program's standard input, and a command in between, which must be read alone.
    private static void sendWithUpdates(Program client, String there, Path errors) throws Exception {
        int part = there.length() / (UPDATES + 1) / LINE * LINE;
        for (int i = 0; i <= UPDATES; i++) {
            client.write(there.substring(i * part, i == UPDATES ? there.length() : (i + 1) * part));
            if (i < UPDATES) {
                int wanted = i + 1;
                do {
                    client.write(i % 2 == 0 ? "K\n" : "k\n");
                    Thread.sleep(100); // a command is read alone only if a pause is behind it
                } while (Files.readString(errors)
                                .lines()
                                .filter("KEYUPDATE"::equals)
                                .count()
                        < wanted);
            }
        }
    }

    /// What came from us, among what the program prints of its own: before it, and in the middle of it.
    private static String received(Program client) throws IOException {
        StringBuilder all = new StringBuilder();
        String ours = "";
        while (ours.length() < LINES * LINE) {
            all.append(client.line()).append('\n');
            if (all.length() >= LINES * LINE) {
                String text = all.toString();
                ours = text.substring(Math.max(text.indexOf("s00000000"), 0)).replace("read R BLOCK\n", "");
            }
        }
        return ours;
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "buffered"})
    void tenMebibytesEachWayAreExactWhileOpensslChangesKeys(String kind, EventLoop loop) throws Exception {
        String there = lines('c');
        String back = lines('s');
        Path errors = Files.createFile(folder.resolve("errors"));
        try (Serving<Recording> serving =
                        Serving.tcp(loop, end(kind), List.of("127.0.0.1"), 0, Contexts.serving("TLSv1.3"));
                Program client = Program.start(List.of(
                        "sh",
                        "-c",
                        "exec openssl s_client -tls1_3 -connect 127.0.0.1:" + serving.port() + " 2>" + errors))) {
            Recording server = serving.protocol(0);
            Await.until(loop, server::isMade);
            CompletableFuture<Boolean> sending = Blocking.run(() -> sendWithUpdates(client, there, errors));
            CompletableFuture<String> receiving = Blocking.call(() -> received(client));
            server.transport().write(back.getBytes(US_ASCII));
            loop.runUntilComplete(CompletableFuture.allOf(sending, receiving));
            Await.until(loop, () -> withoutCommands(server).length() == there.length());

            assertThat(withoutCommands(server).equals(there)).isTrue();
            assertThat(receiving.join().equals(back)).isTrue();
            assertThat(Files.readString(errors)).contains("KEYUPDATE");
            server.transport().abort();
        }
    }

    /// A command that was read together with a line before it was data.
    private static String withoutCommands(Recording server) {
        return server.receivedText().replace("K\n", "").replace("k\n", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "buffered"})
    void aPeerThatChangesKeysAllTheTimeIsRefused(String kind, EventLoop loop) {
        try (Serving<Recording> serving =
                Serving.tcp(loop, end(kind), List.of("127.0.0.1"), 0, Contexts.serving("TLSv1.3"))) {
            int port = serving.port();
            CompletableFuture<Integer> peer = Blocking.call(() -> {
                try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    SSLSocket socket = JdkPeer.over(raw, port);
                    socket.startHandshake();
                    int updates = 0;
                    try {
                        for (; updates < 1000; updates++) {
                            socket.startHandshake(); // which changes keys after the first one
                        }
                    } catch (IOException refused) {
                        return updates;
                    }
                    return updates;
                }
            });
            Recording server = serving.protocol(0);
            Await.until(loop, server::isLost);
            assertThat(server.lossCause())
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("records without data");
            assertThat(loop.runUntilComplete(peer)).isBetween(1, 1000);
        }
    }

    /// In a JVM of its own, because the JDK reads the limit once.
    @Test
    void lowLimitsOfTheJdkChangeKeysOftenAndLoseNothing() throws Exception {
        assertThat(ChildJvm.run(List.of(), LowKeyLimitsMain.class))
                .containsExactly("plain: exact, no pause left", "buffered: exact, no pause left");
    }
}
