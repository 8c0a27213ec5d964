package io.juvloop.postgres.cancel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.OperatorIntervention;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.SqlStates;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.ScriptedPeer;
import io.juvloop.postgres.server.ScriptedServer;
import io.juvloop.testing.EventLoopTest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A statement that is hit by the cancellation of the one before it: when it is run again, and when not. The server
/// is a script, as a real one hits others only by chance.
@EventLoopTest
class BystanderTest {
    private static final String HIT = "delete from hit";

    private static void describe(ScriptedPeer peer) throws IOException {
        assertThat(peer.readUntil('S').type()).isEqualTo('S');
        peer.send('1');
        peer.send('t', (byte) 0, (byte) 0);
        peer.send('n');
        peer.ready('I');
        hear(peer);
        ran(peer);
    }

    private static void hear(ScriptedPeer peer) throws IOException {
        assertThat(peer.read().type()).isEqualTo('B');
        var _ = peer.readUntil('S');
    }

    private static void ran(ScriptedPeer peer) throws IOException {
        peer.send('2');
        completed(peer, "DELETE 1");
        peer.ready('I');
    }

    private static void completed(ScriptedPeer peer, String tag) throws IOException {
        peer.send('C', ScriptedPeer.body(tag));
    }

    /// The first ends by itself, and its cancellation hits the second.
    private static void hitSecond(ScriptedPeer peer) throws IOException {
        completed(peer, "SELECT 1");
        peer.ready('I');
        peer.error("ERROR", SqlStates.QUERY_CANCELED, "canceling statement due to user request");
        peer.ready('I');
    }

    /// Has a first statement cancelled, behind which another one was sent.
    ///
    /// @param sent reads what was sent behind that
    /// @param answered answers it, when the second was hit
    private static void run(EventLoop loop, ScriptedServer.Script sent, ScriptedServer.Script answered, Client client) {
        InTask.run(loop, () -> {
            AtomicBoolean isCancelling = new AtomicBoolean();
            LoopFuture<Object> heard = loop.createFuture();
            LoopFuture<Object> cancelled = loop.createFuture();
            try (ScriptedServer server = ScriptedServer.start(peer -> {
                        if (isCancelling.getAndSet(true)) {
                            var _ = peer.readUntyped();
                            cancelled.complete("");
                            return;
                        }
                        peer.startUp("18.6");
                        describe(peer);
                        assertThat(peer.read().text()).isEqualTo("select 1\0");
                        hear(peer);
                        sent.run(peer);
                        heard.complete("");
                        Async.await(cancelled);
                        hitSecond(peer);
                        answered.run(peer);
                        assertThat(peer.read().type()).isEqualTo('X');
                    });
                    PgConnection con = Postgres.connect(server.options().withSslMode(SslMode.DISABLE))) {
                var _ = con.fetch(HIT);
                LoopFuture<?> first = con.executeAsync("select 1");
                LoopFuture<?> second = con.fetchAsync(HIT);
                client.run(con, second, () -> {
                    Async.await(heard);
                    assertThat(first.cancel(true)).isTrue();
                });
            }
        });
    }

    /// What the client does behind the second statement.
    @FunctionalInterface
    private interface Client {
        void run(PgConnection con, LoopFuture<?> second, Runnable cancel);
    }

    @Test
    void aQueryIsRunAgain(EventLoop loop) {
        run(
                loop,
                peer -> {},
                peer -> {
                    hear(peer);
                    ran(peer);
                },
                (con, second, cancel) -> {
                    cancel.run();
                    Async.await(second);
                });
    }

    /// It would be a part of that transaction, and undone with it.
    @Test
    void aQueryBehindWhichATransactionWasSentIsNotRunAgain(EventLoop loop) {
        run(
                loop,
                peer -> assertThat(peer.read().text()).isEqualTo("BEGIN; insert into hit values (2)\0"),
                peer -> {
                    completed(peer, "BEGIN");
                    completed(peer, "INSERT 0 1");
                    peer.ready('T');
                    assertThat(peer.read().text()).isEqualTo("COMMIT\0");
                    completed(peer, "COMMIT");
                    peer.ready('I');
                },
                (con, second, cancel) -> {
                    Transaction transaction = con.transaction();
                    LoopFuture<?> insert = transaction.executeAsync("insert into hit values (2)");
                    cancel.run();
                    assertThatExceptionOfType(OperatorIntervention.QueryCanceled.class)
                            .isThrownBy(() -> Async.await(second))
                            .withMessageContaining("another statement");
                    Async.await(insert);
                    transaction.commit();
                });
    }
}
