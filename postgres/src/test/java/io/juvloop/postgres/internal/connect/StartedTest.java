package io.juvloop.postgres.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Protocol;
import io.juvloop.Transport;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a connection has when it is handed over, and how another one cancels its statement.
@PostgresTest
class StartedTest {
    private final TestDatabase database;

    StartedTest(TestDatabase database) {
        this.database = database;
    }

    /// Collects what comes until the connection is lost, or a word is in it.
    private static final class Listening implements Protocol {
        private final LoopFuture<String> heard;
        private final @Nullable String word;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Listening(EventLoop loop, @Nullable String word) {
            heard = new LoopFuture<>(loop);
            this.word = word;
        }

        private String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            byte[] copy = new byte[data.remaining()];
            data.get(copy);
            bytes.writeBytes(copy);
            if (word != null && text().contains(word)) {
                heard.complete(text());
            }
        }

        @Override
        public void connectionLost(@Nullable Throwable cause) {
            heard.complete(text());
        }
    }

    private static LoopFuture<String> listen(EventLoop loop, Transport transport, @Nullable String word) {
        Listening listening = new Listening(loop, word);
        transport.setProtocol(listening);
        transport.resumeReading();
        return listening.heard;
    }

    private static byte[] query(String sql) {
        OutBuffer out = new OutBuffer(64);
        Frontend.query(out, sql);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(
            value = SslMode.class,
            names = {"DISABLE", "REQUIRE"})
    void aStatementIsCancelledByAConnectionToTheSamePlace(SslMode mode, EventLoop loop) {
        loop.runUntilComplete(loop.createTask(() -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port())) {
                PgOptions options = proxy.through(database.options()).withSslMode(mode);
                Started started = Async.await(Connecting.connect(loop, options, Environments.EMPTY, each -> each));
                LoopFuture<String> answer = listen(loop, started.transport(), "57014");
                started.transport().write(query("select pg_sleep(20)"));

                // A signal is lost that comes before the server has read the statement.
                while (!answer.isDone()) {
                    cancel(loop, started);
                    Async.sleep(Duration.ofMillis(50));
                }

                assertThat(Async.await(answer)).contains("57014");
                assertThat(proxy.accepted()).isGreaterThan(1);
                started.transport().abort();
            }
            return true;
        }));
    }

    private static void cancel(EventLoop loop, Started started) {
        Transport second = Async.await(Connecting.connectForCancel(loop, started.target()));
        LoopFuture<String> end = listen(loop, second, null);
        byte[] key = started.cancelKey();
        second.write(ByteBuffer.allocate(12 + key.length)
                .putInt(12 + key.length)
                .putInt(80_877_102)
                .putInt(started.pid())
                .put(key)
                .array());
        assertThat(Async.await(end)).isEmpty();
    }

    @Test
    void theNewerProtocolIsSpokenWhereTheServerKnowsIt(EventLoop loop) {
        Started older = Connects.start(loop, database.options());
        Started newer = Connects.start(loop, database.options().withParameter("max_protocol_version", "3.2"));

        assertThat(older.cancelKey()).hasSize(4);
        assertThat(newer.cancelKey()).hasSize(database.server().version() >= 18 ? 32 : 4);
        older.transport().abort();
        newer.transport().abort();
    }

    @Test
    void settingsBeginWithTheConnection(EventLoop loop) {
        Started started = Connects.start(
                loop,
                database.options()
                        .withServerSetting("application_name", "juvloop's test")
                        .withServerSetting("timezone", "Asia/Tokyo"));

        assertThat(started.parameters())
                .containsEntry("application_name", "juvloop's test")
                .containsEntry("TimeZone", "Asia/Tokyo");
        assertThat(started.options().user()).hasValue("tester");
        assertThat(started.rest().hasRemaining()).isFalse();
        started.transport().abort();
    }

    /// As `/proc` shows the timer of a socket: 02 for a probe, and in how many hundredths of a second it fires.
    @ParameterizedTest
    @CsvSource({"'', 55, 60", "keepalives_idle=100, 95, 100", "keepalives=0 keepalives_idle=100, 0, 0"})
    @EnabledOnOs(OS.LINUX)
    void aSilentPeerIsProbedAsTheParametersSay(String parameters, int least, int most, EventLoop loop)
            throws Exception {
        PgOptions options = database.options().withHosts("127.0.0.1");
        for (String each : parameters.isEmpty() ? new String[0] : parameters.split(" ", -1)) {
            options = options.withParameter(each.split("=", -1)[0], each.split("=", -1)[1]);
        }
        Started started = Connects.start(loop, options.withParameter("tcp_user_timeout", "30000"));
        int port =
                ((InetSocketAddress) Objects.requireNonNull(started.transport().localAddress())).getPort();
        await().untilAsserted(() -> {
            String timer = timer(port);
            assertThat(timer).startsWith(most == 0 ? "00:" : "02:");
            assertThat(Long.parseLong(timer.substring(3), 16)).isBetween(100L * least, 100L * most + 1);
        });
        started.transport().abort();
    }

    private static String timer(int localPort) throws Exception {
        String port = String.format("0100007F:%04X", localPort);
        return Files.readAllLines(Path.of("/proc/net/tcp")).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[1].equals(port))
                .map(fields -> fields[5])
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFutureThatIsCancelledAsTheServerIsReadyLeavesNothing(EventLoop loop) {
        loop.runUntilComplete(loop.createTask(() -> {
            for (int turns = 0; turns < 40; turns++) {
                LoopFuture<Started> connecting =
                        Connecting.connect(loop, database.options(), Environments.EMPTY, started -> {
                            started.transport().abort();
                            return started;
                        });
                for (int i = 0; i < turns && !connecting.isDone(); i++) {
                    Async.sleep(Duration.ZERO);
                }
                connecting.cancel(true);
            }
            return true;
        }));
    }
}
