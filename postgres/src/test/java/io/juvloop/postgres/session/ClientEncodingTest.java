package io.juvloop.postgres.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.ScriptedPeer;
import io.juvloop.postgres.server.ScriptedServer;
import io.juvloop.postgres.server.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A session whose text is not UTF-8 any more would corrupt what is read and what is stored.
@PostgresTest
class ClientEncodingTest {
    private final TestDatabase database;

    ClientEncodingTest(TestDatabase database) {
        this.database = database;
    }

    @ParameterizedTest
    @ValueSource(strings = {"set client_encoding to latin1", "set names 'sql_ascii'"})
    void anotherEncodingEndsTheConnection(String sql, EventLoop loop) {
        InTask.run(loop, () -> {
            PgConnection con = Postgres.connect(database.options());
            LoopFuture<?> changing = con.executeAsync(sql);
            LoopFuture<Object> behind = con.fetchValueAsync("select 'ä'");

            assertThatExceptionOfType(ConnectionLost.class)
                    .isThrownBy(() -> Async.await(changing))
                    .havingCause()
                    .isInstanceOf(PgException.class)
                    .withMessageContaining("client_encoding")
                    .withMessageContaining("UTF8");
            assertThatExceptionOfType(ConnectionLost.class).isThrownBy(() -> Async.await(behind));
            assertThat(con.isClosed()).isTrue();
        });
    }

    @Test
    void utf8ByAnotherNameIsTheSame(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("set client_encoding to 'unicode'");
            con.execute("set names 'utf-8'");
            con.execute("reset all");
            assertThat(con.fetchValue("select $1::text || 'ö'", "ä")).isEqualTo("äö");
            assertThat(con.serverSettings()).containsEntry("client_encoding", "UTF8");
        });
    }

    @Test
    void aPoolGoesOnWithAnotherConnection(EventLoop loop) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), PoolOptions.DEFAULT.withMaxSize(1))) {
                assertThatExceptionOfType(ConnectionLost.class)
                        .isThrownBy(() -> pool.execute("set client_encoding to latin1"));
                assertThat(pool.fetchValue("select 'ä'")).isEqualTo("ä");
            }
        });
    }

    @Test
    void aServerThatDoesNotTakeItIsRefused(EventLoop loop) {
        InTask.run(loop, () -> {
            ScriptedServer server = ScriptedServer.start(peer -> {
                var _ = peer.readStartup();
                peer.send('R', ScriptedPeer.body(0));
                peer.send('S', ScriptedPeer.body("client_encoding", "LATIN1"));
                peer.ready('I');
                peer.readToEnd();
            });
            try (server) {
                assertThatExceptionOfType(PgException.class)
                        .isThrownBy(() -> Postgres.connect(server.options().withSslMode(SslMode.DISABLE)))
                        .withMessageContaining("client_encoding")
                        .withMessageContaining("LATIN1");
            }
        });
    }
}
