package io.juvloop.postgres.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@PostgresTest
class HeartbeatTest {
    private final TestDatabase database;

    HeartbeatTest(TestDatabase database) {
        this.database = database;
    }

    private PgOptions options() {
        return database.options().withHeartbeat(Duration.ofMillis(50)).withCancelTimeout(Duration.ofMillis(100));
    }

    @Test
    void aServerThatAnswersKeepsItsConnection(EventLoop loop) {
        loop.runUntilComplete(loop.createTask(() -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection con = Postgres.connect(proxy.through(options()))) {
                long before = proxy.bytesToClient();
                Async.sleep(Duration.ofMillis(300));
                assertThat(proxy.bytesToClient()).isGreaterThan(before);
                assertThat(con.fetchValue("select 1 from pg_sleep(0.2)")).isEqualTo(1);
                assertThat(con.isClosed()).isFalse();
            }
        }));
    }

    @Test
    void aNetworkThatHasGoneEndsTheConnection(EventLoop loop) {
        loop.runUntilComplete(loop.createTask(() -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port())) {
                PgConnection con = Postgres.connect(proxy.through(options()));
                LoopFuture<Boolean> ended = loop.createFuture();
                con.addCloseListener((connection, cause) -> ended.complete(true));
                proxy.drop();
                assertThat(Async.timeout(Duration.ofSeconds(2), () -> Async.await(ended)))
                        .isTrue();
            }
        }));
    }
}
