package io.juvloop.postgres.clock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Action;
import io.juvloop.Async;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.SqlStates;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.server.ScriptedPeer;
import io.juvloop.postgres.server.ScriptedServer;
import io.juvloop.testing.EventLoopTest;
import io.juvloop.testing.TestLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Time-outs, idle times and lifetimes to the millisecond, against a scripted server in memory.
@EventLoopTest
class VirtualClockTest {
    private static final String CANCEL_REQUEST = "80877102";

    /// Answers each simple Query; one that has `sleep` in it never, until it is cancelled.
    private static final class PoliteServer {
        private @Nullable ScriptedPeer sleeping;

        void run(ScriptedPeer peer) throws IOException {
            Map<String, String> startup = peer.readStartup();
            if (startup.getOrDefault("version", "").equals(CANCEL_REQUEST)) {
                ScriptedPeer target = Objects.requireNonNull(sleeping, "nothing sleeps");
                target.error("ERROR", SqlStates.QUERY_CANCELED, "canceling statement due to user request");
                target.ready('I');
                return;
            }
            peer.accept("18.6");
            for (ScriptedPeer.Message message = peer.read(); message.type() != 'X'; message = peer.read()) {
                if (message.text().contains("sleep")) {
                    sleeping = peer;
                } else {
                    peer.send('C', "SELECT 1\0".getBytes(UTF_8));
                    peer.ready('I');
                }
            }
        }
    }

    @FunctionalInterface
    private interface Body {
        void run(PgOptions options) throws Exception;
    }

    private static void run(TestLoop loop, Body body) {
        Action action = () -> {
            try (ScriptedServer server = ScriptedServer.start(new PoliteServer()::run)) {
                body.run(server.options().withSslMode(SslMode.DISABLE));
            }
        };
        loop.runUntilComplete(loop.createTask(action));
    }

    @Test
    void aStatementFailsAtItsLimitAndTheConnectionLives(TestLoop loop) {
        run(loop, options -> {
            try (PgConnection con = Postgres.connect(options.withCommandTimeout(Duration.ofMinutes(10)))) {
                Duration start = loop.elapsed();
                assertThatExceptionOfType(PgTimeoutException.class).isThrownBy(() -> con.execute("sleep"));
                assertThat(loop.elapsed().minus(start)).isEqualTo(Duration.ofMinutes(10));
                con.execute("select");
                assertThat(con.isClosed()).isFalse();
            }
        });
    }

    @Test
    void connectingFailsAfterAMinute(TestLoop loop) {
        Action action = () -> {
            try (ScriptedServer silent = ScriptedServer.start(peer -> peer.readToEnd())) {
                Duration start = loop.elapsed();
                assertThatExceptionOfType(PgTimeoutException.class)
                        .isThrownBy(() -> Postgres.connect(silent.options().withSslMode(SslMode.DISABLE)));
                assertThat(loop.elapsed().minus(start)) // files are read on another thread, at the real clock's pace
                        .isBetween(Duration.ofMinutes(1), Duration.ofSeconds(65));
            }
        };
        loop.runUntilComplete(loop.createTask(action));
    }

    @Test
    void idleConnectionsOfAPoolAreClosedAfterFiveMinutes(TestLoop loop) {
        run(loop, options -> {
            try (PgPool pool = Postgres.createPool(options, PoolOptions.DEFAULT)) {
                PgConnection first = pool.acquire();
                PgConnection second = pool.acquire();
                first.close();
                second.close();
                Duration start = loop.elapsed();
                Async.sleep(Duration.ofSeconds(299));
                assertThat(pool.stats().size()).isEqualTo(2);
                Async.sleep(Duration.ofSeconds(2));
                assertThat(pool.stats().size()).isEqualTo(1);
                assertThat(loop.elapsed().minus(start)).isEqualTo(Duration.ofSeconds(301));
            }
        });
    }

    @Test
    void aConnectionIsReplacedInTheLastTenthOfItsLifetime(TestLoop loop) {
        run(loop, options -> {
            PoolOptions hour = PoolOptions.DEFAULT.withMaxLifetime(Duration.ofHours(1));
            try (PgPool pool = Postgres.createPool(options, hour)) {
                Async.sleep(Duration.ofMinutes(53));
                assertThat(pool.stats().opened()).isEqualTo(1);
                Async.sleep(Duration.ofMinutes(8));
                assertThat(pool.stats().opened()).isEqualTo(2);
                assertThat(pool.stats().closed()).isEqualTo(1);
            }
        });
    }

    @Test
    void theWaitForAConnectionEndsAfterHalfAMinute(TestLoop loop) {
        run(loop, options -> {
            try (PgPool pool = Postgres.createPool(options, PoolOptions.DEFAULT.withMaxSize(1));
                    PgConnection held = pool.acquire()) {
                Duration start = loop.elapsed();
                assertThatExceptionOfType(PgTimeoutException.class).isThrownBy(pool::acquire);
                assertThat(loop.elapsed().minus(start)).isEqualTo(Duration.ofSeconds(30));
                assertThat(held.isClosed()).isFalse();
            }
        });
    }
}
