package io.juvloop.postgres.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.CommitRolledBack;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.IntegrityViolation;
import io.juvloop.postgres.InvalidTransactionState;
import io.juvloop.postgres.IsolationLevel;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.TransactionOptions;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Transactions and savepoints on a real server.
@PostgresTest
class TransactionTest {
    @BeforeAll
    static void makeTables(TestDatabase database) {
        database.sql("create table t (n int); create table late (n int unique deferrable initially deferred)");
    }

    @BeforeEach
    void emptyTables(TestDatabase database) {
        database.sql("truncate t; truncate late");
    }

    private static List<Integer> rows(PgConnection con) {
        return con.fetch(Integer.class, "select n from t order by n");
    }

    @Test
    void whatIsCommittedStaysAndWhatIsNotIsUndone(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                try (Transaction tx = con.transaction()) {
                    tx.execute("insert into t values ($1)", 1);
                    assertThat(con.isInTransaction()).isTrue();
                    tx.commit();
                    assertThat(tx.isOpen()).isFalse();
                    assertThat(con.isInTransaction()).isFalse();
                }
                try (Transaction tx = con.transaction()) {
                    tx.execute("insert into t values (2)");
                }
                assertThat(con.isInTransaction()).isFalse();
                assertThat(rows(con)).containsExactly(1);
            }
        });
    }

    @Test
    @Tag("case-25")
    void anInnerTransactionThatThrowsIsUndoneAlone(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                try (Transaction outer = con.transaction()) {
                    outer.execute("insert into t values (1)");
                    assertThatThrownBy(() -> {
                                try (Transaction inner = con.transaction()) {
                                    inner.execute("insert into t values (2)");
                                    throw new IllegalArgumentException("of the program");
                                }
                            })
                            .isInstanceOf(IllegalArgumentException.class);
                    outer.commit();
                }
                assertThat(rows(con)).containsExactly(1);
            }
        });
    }

    @Test
    void aFailureInsideOfASavepointHarmsOnlyThat(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                try (Transaction outer = con.transaction()) {
                    outer.execute("insert into t values (1)");
                    try (Transaction inner = con.transaction()) {
                        assertThatThrownBy(() -> inner.fetch("select 1 / 0")).isInstanceOf(DataException.class);
                        assertThatThrownBy(() -> inner.execute("insert into t values (2)"))
                                .isInstanceOf(InvalidTransactionState.InFailed.class);
                        assertThatThrownBy(inner::commit).isInstanceOf(InvalidTransactionState.InFailed.class);
                        assertThat(inner.isOpen()).isTrue();
                    }
                    try (Transaction inner = con.transaction()) {
                        inner.execute("insert into t values ($1)", 3);
                        inner.commit();
                    }
                    outer.commit();
                }
                assertThat(rows(con)).containsExactly(1, 3);
            }
        });
    }

    @Test
    void theServerNeverSeesATransactionWithoutAStatement(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection con = Postgres.connect(proxy.through(database.options()))) {
                con.ping();
                long before = proxy.bytesToServer();
                for (boolean commit : List.of(true, false)) {
                    try (Transaction outer = con.transaction();
                            Transaction inner = con.transaction()) {
                        assertThat(con.isInTransaction()).isTrue();
                        if (commit) {
                            inner.commit();
                            outer.commit();
                        }
                    }
                    assertThat(con.isInTransaction()).isFalse();
                }
                assertThat(proxy.bytesToServer()).isEqualTo(before);
            }
        });
    }

    @Test
    void itBeginsAtOnceIfThatIsWanted(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection con = Postgres.connect(proxy.through(database.options()))) {
                try (Transaction outer = con.transaction()) {
                    long before = proxy.bytesToServer();
                    outer.begin();
                    assertThat(proxy.bytesToServer()).isGreaterThan(before);
                    outer.begin();
                    try (Transaction inner = con.transaction()) {
                        inner.begin();
                        inner.execute("insert into t values (1)");
                    }
                    outer.commit();
                }
                try (Transaction tx = con.transaction()) {
                    tx.execute(" ; -- nothing\n /* and nothing */;");
                    tx.execute("insert into t values (2)");
                    tx.commit();
                }
                try (Transaction tx = con.transaction()) {
                    con.ping();
                    tx.execute("insert into t values (3)");
                }
                assertThat(con.isInTransaction()).isFalse();
                assertThat(rows(con)).containsExactly(2);
            }
        });
    }

    @Test
    void toBeginCostsNoRoundTrip(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection con =
                            Postgres.connect(proxy.through(database.options().withSslMode(SslMode.DISABLE)))) {
                con.execute("insert into t values ($1)", 0);
                proxy.holdAnswersUntilSyncs(1); // that of the statement, so BEGIN and SAVEPOINT cannot be waited for
                try (Transaction outer = con.transaction();
                        Transaction inner = con.transaction()) {
                    try (var _ = Async.timeout(Duration.ofSeconds(5))) {
                        inner.execute("insert into t values ($1)", 1);
                    }
                    inner.commit();
                    outer.commit();
                }
                assertThat(rows(con)).containsExactly(0, 1);
            }
        });
    }

    @Test
    void aScriptAndAPreparedStatementBothBeginIt(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                for (int round = 0; round < 2; round++) { // new, and prepared
                    try (Transaction tx = con.transaction()) {
                        assertThat(tx.fetchValue(Integer.class, "select $1::int", 7))
                                .isEqualTo(7);
                        assertThat(con.fetchValue(Boolean.class, "select pg_current_xact_id_if_assigned() is null"))
                                .isTrue();
                        tx.execute("insert into t values ($1)", round);
                    }
                    try (Transaction tx = con.transaction()) {
                        CommandStatus status = tx.execute("insert into t values (4); insert into t values (5), (6)");
                        assertThat(status).isEqualTo(new CommandStatus("INSERT", 2));
                    }
                }
                assertThat(rows(con)).isEmpty();
            }
        });
    }

    @Test
    void savepointsLeaveWithTheFirstStatementToo(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options());
                    Transaction outer = con.transaction()) {
                try (Transaction inner = con.transaction()) {
                    inner.execute("insert into t values ($1)", 1);
                }
                outer.execute("insert into t values ($1)", 2);
                try (Transaction inner = con.transaction()) {
                    inner.execute("insert into t values (3); select 1");
                    inner.commit();
                }
                outer.commit();
                assertThat(rows(con)).containsExactly(2, 3);
            }
        });
    }

    @Test
    void everythingMayBeStartedAtOnce(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                Transaction tx = con.transaction();
                LoopFuture<CommandStatus> first = tx.executeAsync("insert into t values ($1)", 1);
                LoopFuture<CommandStatus> second = tx.executeAsync("insert into t values ($1)", 2);
                var committed = tx.commitAsync();
                Transaction next = con.transaction();
                var third = next.executeAsync("insert into t values ($1)", 3);
                var undone = next.rollbackAsync();
                Async.await(Async.gather(List.of(first, second, third)));
                Async.await(committed);
                Async.await(undone);
                assertThat(rows(con)).containsExactly(1, 2);
            }
        });
    }

    @Test
    void aCommitThatTheServerAnswersByARollbackThrows(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                try (Transaction tx = con.transaction()) {
                    tx.execute("insert into t values (1)");
                    assertThatThrownBy(() -> tx.fetch("select 1 / 0")).isInstanceOf(DataException.class);
                    assertThatThrownBy(tx::commit)
                            .isInstanceOf(CommitRolledBack.class)
                            .hasCauseInstanceOf(DataException.class);
                    assertThat(tx.isOpen()).isFalse();
                }
                assertThat(rows(con)).isEmpty();
            }
        });
    }

    @Test
    void aCommitThatFailsEndsTheTransaction(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                try (Transaction tx = con.transaction()) {
                    tx.execute("insert into late values (1), (1)");
                    assertThatThrownBy(tx::commit).isInstanceOf(IntegrityViolation.Unique.class);
                    assertThat(tx.isOpen()).isFalse();
                }
                assertThat(con.isInTransaction()).isFalse();
                assertThat(con.fetchValue(Long.class, "select count(*) from late"))
                        .isZero();
            }
        });
    }

    @Test
    void optionsReachTheServer(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                TransactionOptions options = TransactionOptions.DEFAULT
                        .withIsolation(IsolationLevel.REPEATABLE_READ)
                        .withReadOnly(true);
                try (Transaction tx = con.transaction(options)) {
                    assertThat(tx.fetchValue("show transaction_isolation")).isEqualTo("repeatable read");
                    assertThatThrownBy(() -> tx.execute("insert into t values (1)"))
                            .isInstanceOf(InvalidTransactionState.ReadOnly.class);
                }
                try (Transaction tx = con.transaction(
                        TransactionOptions.SERIALIZABLE.withReadOnly(true).withDeferrable(true))) {
                    assertThat(tx.fetchValue("show transaction_deferrable")).isEqualTo("on");
                    assertThatThrownBy(() -> con.transaction(options)).isInstanceOf(IllegalArgumentException.class);
                    con.transaction(TransactionOptions.SERIALIZABLE
                                    .withReadOnly(true)
                                    .withDeferrable(true))
                            .close();
                }
            }
        });
    }

    @Test
    void misuseIsRefused(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                Transaction outer = con.transaction();
                Transaction inner = con.transaction();
                assertThatThrownBy(outer::commit).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(outer::rollback).isInstanceOf(IllegalStateException.class);
                inner.execute("insert into t values (1)");
                outer.close();
                assertThat(inner.isOpen()).isFalse();
                inner.close();
                assertThatThrownBy(inner::commit).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> outer.execute("select 1")).isInstanceOf(IllegalStateException.class);
                con.execute("begin");
                assertThatThrownBy(con::transaction).isInstanceOf(IllegalStateException.class);
                con.execute("rollback");
                assertThat(rows(con)).isEmpty();
            }
        });
    }

    @Test
    void aTransactionThatCannotBeginRunsNothing(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                con.execute("insert into t values ($1)", 0);
                for (boolean script : List.of(true, false)) {
                    var begun = con.executeAsync("begin");
                    var failed = con.executeAsync("select 1 / 0");
                    Transaction tx = con.transaction(); // whose BEGIN is refused, because a failed one is open
                    var first = script
                            ? tx.executeAsync("insert into t values (1)")
                            : tx.executeAsync("insert into t values ($1)", 1);
                    Async.await(begun);
                    assertThatThrownBy(() -> Async.await(failed)).isInstanceOf(DataException.class);
                    assertThatThrownBy(() -> Async.await(first)).isInstanceOf(InvalidTransactionState.InFailed.class);
                    assertThatThrownBy(() -> tx.execute("select 1"))
                            .isInstanceOf(IllegalStateException.class)
                            .hasCauseInstanceOf(InvalidTransactionState.InFailed.class);
                    assertThatThrownBy(() -> con.execute("select 1")).isInstanceOf(IllegalStateException.class);
                    assertThatThrownBy(tx::commit).isInstanceOf(CommitRolledBack.class);
                    tx.close();
                    con.execute("rollback");
                }
                assertThat(rows(con)).containsExactly(0);
            }
        });
    }

    @Test
    void aCancelledTaskLeavesNoTransactionBehind(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                Task<?> working = loop.createTask(() -> {
                    try (Transaction tx = con.transaction()) {
                        tx.execute("insert into t values (1)");
                        tx.execute("select pg_sleep(20)");
                        tx.commit();
                    }
                });
                Async.sleep(Duration.ofMillis(100));
                working.cancel();
                assertThatThrownBy(() -> Async.await(working)).isInstanceOf(CancellationException.class);
                con.ping();
                assertThat(con.isInTransaction()).isFalse();
                assertThat(rows(con)).isEmpty();
            }
        });
    }
}
