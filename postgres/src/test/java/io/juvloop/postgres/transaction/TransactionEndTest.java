package io.juvloop.postgres.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.postgres.CommitRolledBack;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.CopyOptions;
import io.juvloop.postgres.CopySource;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.InvalidTransactionState;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.ServerException;
import io.juvloop.postgres.SqlStates;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.ScriptedServer;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How transactions end when their callers give up, or when others use the connection meanwhile.
@PostgresTest
class TransactionEndTest {
    private final TestDatabase database;

    TransactionEndTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void makeTable() {
        database.sql("drop table if exists ended; create table ended (id int primary key)");
    }

    private static long rows(PgConnection con) {
        Long rows = con.fetchValue(Long.class, "select count(*) from ended");
        return rows == null ? -1 : rows;
    }

    /// Both are on their way at once, because the one that closes the first does not wait for its end.
    @Test
    void aTransactionThatIsOpenedWhileTheOneBeforeEndsIsNotEndedWithIt(EventLoop loop) {
        InConnection.run(loop, database.options(), con -> {
            Transaction first = con.transaction();
            first.execute("insert into ended values (1)");
            LoopFuture<?> ending = first.rollbackAsync();
            try (Transaction second = con.transaction()) {
                second.execute("insert into ended values (2)");
                assertThat(ending.isDone()).isTrue();
                assertThat(second.isOpen()).isTrue();
                try (Transaction inner = con.transaction()) {
                    inner.execute("insert into ended values (3)");
                    inner.commit();
                }
                second.commit();
            }
            assertThat(con.isInTransaction()).isFalse();
            assertThat(rows(con)).isEqualTo(2);
        });
    }

    /// What was started behind the commit must run outside of the transaction, and so stay.
    @Test
    void aCommitWhoseTimeIsOverBeforeItIsSentBecomesARollback(EventLoop loop) {
        InConnection.run(loop, database.options(), con -> {
            Transaction transaction = con.withTimeout(Duration.ofMillis(150)).transaction();
            transaction.execute("insert into ended values (1)");
            LoopFuture<Object> slow = con.withTimeout(Duration.ofSeconds(10)).fetchValueAsync("select pg_sleep(0.05)");
            LoopFuture<?> copy = con.withTimeout(Duration.ofSeconds(10))
                    .copyToTableAsync("ended", slowly(), CopyOptions.TEXT); // nothing is sent behind it
            LoopFuture<?> commit = transaction.commitAsync();
            LoopFuture<?> behind = con.executeAsync("insert into ended values (2)");
            assertThatExceptionOfType(PgTimeoutException.class).isThrownBy(() -> Async.await(commit));
            transaction.close();
            Async.await(slow);
            Async.await(copy);
            Async.await(behind);
            assertThat(con.isInTransaction()).isFalse();
            assertThat(con.fetch(Integer.class, "select id from ended")).containsExactly(2);
        });
    }

    private static CopySource slowly() {
        return () -> {
            Async.sleep(Duration.ofMillis(300));
            return null;
        };
    }

    /// The server is asked to cancel the statement before, and what it hits is the rollback.
    @Test
    void aRollbackThatIsCancelledByTheServerIsSentAgain(EventLoop loop) {
        InTask.run(loop, () -> {
            try (ScriptedServer server = ScriptedServer.start(peer -> {
                        peer.startUp("18.6");
                        assertThat(peer.read().text()).startsWith("BEGIN; insert");
                        peer.send('C', "BEGIN\0".getBytes(UTF_8));
                        peer.send('C', "INSERT 0 1\0".getBytes(UTF_8));
                        peer.ready('T');
                        assertThat(peer.read().text()).isEqualTo("ROLLBACK\0");
                        peer.error("ERROR", SqlStates.QUERY_CANCELED, "canceling statement due to user request");
                        peer.ready('E');
                        assertThat(peer.read().text()).isEqualTo("ROLLBACK\0");
                        peer.send('C', "ROLLBACK\0".getBytes(UTF_8));
                        peer.ready('I');
                        assertThat(peer.read().type()).isEqualTo('X');
                    });
                    PgConnection con = Postgres.connect(server.options().withSslMode(SslMode.DISABLE))) {
                try (Transaction transaction = con.transaction()) {
                    transaction.execute("insert into ended values (1)");
                }
                assertThat(con.isInTransaction()).isFalse();
            }
        });
    }

    /// The next user of the connection must not find the transaction open.
    @Test
    void aRollbackThatIsCancelledEachTimeEndsTheConnection(EventLoop loop) {
        InTask.run(loop, () -> {
            try (ScriptedServer server = ScriptedServer.start(peer -> {
                        peer.startUp("18.6");
                        assertThat(peer.read().text()).startsWith("BEGIN; insert");
                        peer.send('C', "BEGIN\0".getBytes(UTF_8));
                        peer.send('C', "INSERT 0 1\0".getBytes(UTF_8));
                        peer.ready('T');
                        while (peer.read().text().equals("ROLLBACK\0")) {
                            peer.error("ERROR", SqlStates.QUERY_CANCELED, "canceling statement due to user request");
                            peer.ready('E');
                        }
                    });
                    PgConnection con = Postgres.connect(server.options().withSslMode(SslMode.DISABLE))) {
                Transaction transaction = con.transaction();
                transaction.execute("insert into ended values (1)");
                transaction.close();
                assertThat(con.isClosed()).isTrue();
                assertThat(con.isInTransaction()).isFalse();
            }
        });
    }

    /// They have a Sync of their own, so the server would run each by itself.
    @Test
    void whatIsStartedBehindABeginThatIsRefusedIsNotSent(EventLoop loop) {
        InTask.run(loop, () -> {
            try (ScriptedServer server = ScriptedServer.start(peer -> {
                        peer.startUp("18.6");
                        assertThat(peer.read().text()).isEqualTo("BEGIN; delete from ended\0");
                        peer.error("ERROR", SqlStates.QUERY_CANCELED, "canceling statement due to user request");
                        peer.ready('I');
                        assertThat(peer.read().text()).isEqualTo("insert into ended values (2)\0");
                        peer.send('C', "INSERT 0 1\0".getBytes(UTF_8));
                        peer.ready('I');
                        assertThat(peer.read().type()).isEqualTo('X');
                    });
                    PgConnection con = Postgres.connect(server.options().withSslMode(SslMode.DISABLE))) {
                Transaction transaction = con.transaction();
                LoopFuture<?> first = transaction.executeAsync("delete from ended");
                LoopFuture<?> second = transaction.executeAsync("insert into ended values (1)");
                Transaction inner = con.transaction();
                LoopFuture<?> third = inner.fetchAsync("select $1", 3);
                LoopFuture<?> release = inner.commitAsync();
                LoopFuture<?> commit = transaction.commitAsync();
                LoopFuture<?> behind = con.executeAsync("insert into ended values (2)");
                assertThatExceptionOfType(ServerException.class)
                        .isThrownBy(() -> Async.await(first))
                        .withMessageContaining("canceling");
                for (LoopFuture<?> refused : List.of(second, third)) {
                    assertThatExceptionOfType(IllegalStateException.class)
                            .isThrownBy(() -> Async.await(refused))
                            .withMessageContaining("could not begin")
                            .withCauseInstanceOf(ServerException.class);
                }
                assertThatExceptionOfType(CommitRolledBack.class).isThrownBy(() -> Async.await(release));
                assertThatExceptionOfType(CommitRolledBack.class).isThrownBy(() -> Async.await(commit));
                Async.await(behind);
                assertThat(con.isInTransaction()).isFalse();
            }
        });
    }

    /// The task would wait for itself.
    @Test
    void aTransactionWhoseCommitIsRefusedStaysOpen(EventLoop loop) {
        InConnection.run(loop, database.options(), con -> {
            try (Transaction transaction = con.transaction()) {
                transaction.execute("insert into ended values (1)");
                try (RowStream rows = transaction.stream("select generate_series(1, 10000)")) {
                    assertThat(rows.next()).isNotNull();
                    assertThatExceptionOfType(IllegalStateException.class)
                            .isThrownBy(transaction::commit)
                            .withMessageContaining("holds a stream");
                    assertThat(transaction.isOpen()).isTrue();
                }
                transaction.commit();
            }
            assertThat(rows(con)).isEqualTo(1);
        });
    }

    @Test
    void closingATransactionGivesUpTheStreamOfItsTask(EventLoop loop) {
        InConnection.run(loop, database.options(), con -> {
            Transaction transaction = con.transaction();
            transaction.execute("insert into ended values (1)");
            RowStream rows = transaction.stream("select generate_series(1, 10000)");
            assertThat(rows.next()).isNotNull();
            transaction.close();
            assertThat(con.isInTransaction()).isFalse();
            assertThat(rows(con)).isZero();
        });
    }

    /// Nothing else would roll it back.
    @Test
    void aSavepointThatWasClosedIsUndoneIfItsReleaseFails(EventLoop loop) {
        InConnection.run(loop, database.options(), con -> {
            try (Transaction transaction = con.transaction()) {
                transaction.execute("insert into ended values (1)");
                Transaction inner = con.transaction();
                LoopFuture<?> failing = inner.fetchAsync("select 1 / 0");
                LoopFuture<?> release = inner.commitAsync();
                inner.close();
                assertThatExceptionOfType(DataException.class).isThrownBy(() -> Async.await(failing));
                assertThatExceptionOfType(InvalidTransactionState.InFailed.class)
                        .isThrownBy(() -> Async.await(release));
                transaction.execute("insert into ended values (2)");
                transaction.commit();
            }
            assertThat(rows(con)).isEqualTo(2);
        });
    }

    /// It is open no more, and what is opened next is no savepoint.
    @Test
    void aSavepointWhoseReleaseFailsWhileItsTransactionEndsEndsWithIt(EventLoop loop) {
        InConnection.run(loop, database.options(), con -> {
            Transaction transaction = con.transaction();
            transaction.execute("insert into ended values (1)");
            Transaction inner = con.transaction();
            LoopFuture<?> failing = inner.fetchAsync("select 1 / 0");
            LoopFuture<?> release = inner.commitAsync();
            LoopFuture<?> rollback = transaction.rollbackAsync();
            assertThatExceptionOfType(DataException.class).isThrownBy(() -> Async.await(failing));
            assertThatExceptionOfType(InvalidTransactionState.InFailed.class).isThrownBy(() -> Async.await(release));
            assertThat(inner.isOpen()).isFalse();
            try (Transaction next = con.transaction()) {
                next.execute("insert into ended values (2)");
                next.commit();
            }
            assertThat(rollback.isDone()).isTrue();
            assertThat(con.fetch(Integer.class, "select id from ended")).containsExactly(2);
        });
    }

    /// A pooler may refuse it, or a server that shuts down.
    @Test
    void whatFollowsABeginThatIsRefusedDoesNotRun(EventLoop loop) {
        InTask.run(loop, () -> {
            try (ScriptedServer server = ScriptedServer.start(peer -> {
                        peer.startUp("18.6");
                        assertThat(peer.read().text()).isEqualTo("BEGIN; delete from ended\0");
                        peer.error("ERROR", SqlStates.INSUFFICIENT_RESOURCES, "no transactions today");
                        peer.ready('I');
                        assertThat(peer.read().type()).isEqualTo('X');
                    });
                    PgConnection con = Postgres.connect(server.options().withSslMode(SslMode.DISABLE))) {
                try (Transaction transaction = con.transaction()) {
                    assertThatExceptionOfType(ServerException.class)
                            .isThrownBy(() -> transaction.execute("delete from ended"))
                            .withMessageContaining("no transactions today");
                    assertThatExceptionOfType(IllegalStateException.class)
                            .isThrownBy(() -> transaction.execute("delete from ended"))
                            .withMessageContaining("could not begin");
                    assertThatExceptionOfType(IllegalStateException.class)
                            .isThrownBy(con::transaction)
                            .withMessageContaining("could not begin");
                }
                assertThat(con.isInTransaction()).isFalse();
            }
        });
    }

    @Test
    void aTransactionWhoseConnectionIsLostFailsWithThat(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection con = Postgres.connect(proxy.through(database.options()));
                    Transaction transaction = con.transaction()) {
                transaction.execute("insert into ended values (1)");
                LoopFuture<Object> running = transaction.fetchValueAsync("select pg_sleep(20)");
                proxy.cut();
                assertThatExceptionOfType(ConnectionLost.class).isThrownBy(() -> Async.await(running));
                assertThatExceptionOfType(ConnectionLost.class)
                        .isThrownBy(() -> transaction.execute("insert into ended values (2)"));
                assertThatExceptionOfType(ConnectionLost.class).isThrownBy(transaction::commit);
                transaction.rollback();
            }
        });
    }

    /// What its server said last of a transaction is of no matter any more.
    @Test
    void aTransactionThatIsOpenedOnALostConnectionFailsWithTheLoss(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection con = Postgres.connect(proxy.through(database.options()))) {
                LoopFuture<Boolean> lost = loop.createFuture();
                con.addCloseListener((_, _) -> lost.complete(true));
                Transaction first = con.transaction();
                first.execute("insert into ended values (1)");
                LoopFuture<?> ending = first.rollbackAsync();
                proxy.cut();
                Async.await(lost);
                Async.await(ending);
                assertThat(con.isInTransaction()).isFalse();
                try (Transaction second = con.transaction()) {
                    assertThatExceptionOfType(ConnectionLost.class)
                            .isThrownBy(() -> second.execute("insert into ended values (2)"));
                    assertThatExceptionOfType(ConnectionLost.class)
                            .isThrownBy(() -> con.cursor("select 1").fetch(1));
                    assertThatExceptionOfType(ConnectionLost.class).isThrownBy(second::commit);
                }
            }
        });
    }

    @Test
    void anExplanationBehindTheEndOfATransactionBeginsOneOfItsOwn(EventLoop loop) {
        InConnection.run(loop, database.options(), con -> {
            try (var statement = con.prepare("insert into ended values ($1)")) {
                Transaction transaction = con.transaction();
                transaction.execute("insert into ended values (1)");
                LoopFuture<?> commit = transaction.commitAsync();
                assertThat(statement.explain(true, 2)).contains("Plan");
                assertThat(commit.isDone()).isTrue();
            }
            assertThat(rows(con)).isEqualTo(1);
        });
    }

    @Test
    void aTaskThatIsCancelledWhileItCommitsLeavesTheConnectionUsable(EventLoop loop) {
        InConnection.run(loop, database.options(), con -> {
            Transaction transaction = con.transaction();
            transaction.execute("insert into ended values (1)");
            Task<?> committing = loop.createTask(() -> transaction.commit());
            Async.sleep(Duration.ZERO);
            committing.cancel();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Async.await(committing));
            con.execute("insert into ended values (2)");
            assertThat(rows(con)).isEqualTo(2);
        });
    }
}
