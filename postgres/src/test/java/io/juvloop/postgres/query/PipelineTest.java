package io.juvloop.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.AccessRule;
import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.CopyOut;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.IntegrityViolation;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.Pipeline;
import io.juvloop.postgres.PipelineAborted;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Several statements with one Sync.
@PostgresTest
class PipelineTest {
    private final TestDatabase database;

    PipelineTest(TestDatabase database) {
        this.database = database;
    }

    private static void makeTable(PgConnection con) {
        con.execute("drop table if exists piped; create table piped (id int primary key)");
    }

    /// The Parse of the first is known from another connection, and goes with it.
    @Test
    void oneThatIsRefusedLeavesNoStatementThatTheServerHasNotHeardOf(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            String sql = "select $1::int + 1000";
            assertThat(con.fetchValue(sql, 1)).isEqualTo(1001);
            assertThat(con.fetchValue("select $1::int + 2000", 1)).isEqualTo(2001);
            try (PgConnection other = Postgres.connect(database.options());
                    Transaction tx = other.transaction()) {
                Pipeline pipeline = other.pipeline();
                LoopFuture<?> first = pipeline.fetchValueAsync(sql, 2);
                LoopFuture<?> misfit = pipeline.fetchValueAsync("select $1::int + 2000", 1L << 40);
                pipeline.close();
                assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> Async.await(misfit));
                assertThatExceptionOfType(PipelineAborted.class).isThrownBy(() -> Async.await(first));
                assertThat(tx.fetchValue(sql, 3)).isEqualTo(1003);
            }
        });
    }

    @Test
    void statementsAreAnsweredInOrderWithOneSync(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection con =
                            Postgres.connect(proxy.through(database.options().withSslMode(SslMode.DISABLE)))) {
                makeTable(con);
                assertThat(con.fetchValue("select $1::int + 0", 1)).isEqualTo(1);
                proxy.holdAnswersUntilSyncs(1);
                List<LoopFuture<Integer>> values = new ArrayList<>();
                try (Pipeline pipeline = con.pipeline()) {
                    for (int i = 0; i < 64; i++) {
                        values.add(pipeline.fetchValueAsync(Integer.class, "select $1::int + 0", i));
                    }
                }
                assertThat(proxy.syncs()).isEqualTo(1);
                for (int i = 0; i < 64; i++) {
                    assertThat(values.get(i).resultNow()).isEqualTo(i);
                }
            }
        });
    }

    private record Named(int id, String name) {}

    @Test
    void rowsAndValuesAreReadInEveryWay(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            LoopFuture<Named> row;
            LoopFuture<List<Named>> rows;
            LoopFuture<Object> value;
            LoopFuture<Long> number;
            try (Pipeline pipeline = con.pipeline()) {
                String sql = "select i as id, 'n' || i as name from generate_series(1, $1::int) i";
                row = pipeline.fetchRowAsync(Named.class, sql, 2);
                rows = pipeline.fetchAsync(Named.class, sql, 2);
                value = pipeline.fetchValueAsync("select $1::int", 5);
                number = pipeline.fetchValueAsync(Long.class, "select $1::int", 6);
            }
            assertThat(row.resultNow()).isEqualTo(new Named(1, "n1"));
            assertThat(rows.resultNow()).containsExactly(new Named(1, "n1"), new Named(2, "n2"));
            assertThat(value.resultNow()).isEqualTo(5);
            assertThat(number.resultNow()).isEqualTo(6L);
        });
    }

    @Test
    void oneThatFailsUndoesAll(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            LoopFuture<CommandStatus> before;
            LoopFuture<CommandStatus> wrong;
            LoopFuture<CommandStatus> behind;
            try (Pipeline pipeline = con.pipeline()) {
                before = pipeline.executeAsync("insert into piped values ($1)", 1);
                wrong = pipeline.executeAsync("insert into piped values ($1)", 1);
                behind = pipeline.executeAsync("insert into piped values ($1)", 2);
            }
            assertThat(before.exceptionNow())
                    .isInstanceOf(PipelineAborted.class)
                    .hasMessageStartingWith("undone")
                    .cause()
                    .isSameAs(wrong.exceptionNow());
            assertThat(wrong.exceptionNow()).isInstanceOf(IntegrityViolation.Unique.class);
            assertThat(behind.exceptionNow())
                    .isInstanceOf(PipelineAborted.class)
                    .hasMessageStartingWith("not run");
            assertThat(con.fetchValue("select count(*) from piped")).isEqualTo(0L);
        });
    }

    /// What a procedure has committed stays, so it is not called undone.
    @Test
    void oneThatFailsBehindAProcedureLeavesWhatThatHasCommitted(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            con.execute("create or replace procedure commits() language plpgsql as"
                    + " $$ begin insert into piped values (1); commit; end $$");
            LoopFuture<CommandStatus> call;
            LoopFuture<CommandStatus> between;
            LoopFuture<CommandStatus> wrong;
            LoopFuture<CommandStatus> behind;
            try (Pipeline pipeline = con.pipeline()) {
                call = pipeline.executeAsync("call commits()");
                between = pipeline.executeAsync("insert into piped values ($1)", 2);
                wrong = pipeline.executeAsync("insert into piped values ($1)", 1);
                behind = pipeline.executeAsync("insert into piped values ($1)", 3);
            }
            assertThat(wrong.exceptionNow()).isInstanceOf(IntegrityViolation.Unique.class);
            assertThat(call.exceptionNow())
                    .isInstanceOf(PipelineAborted.class)
                    .hasMessageContaining("may have committed");
            assertThat(between.exceptionNow()).hasMessageStartingWith("undone");
            assertThat(behind.exceptionNow()).hasMessageStartingWith("not run");
            assertThat(con.fetch(Integer.class, "select id from piped")).containsExactly(1);
        });
    }

    @Test
    void insideATransactionWhatRanBeforeStays(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            try (Transaction _ = con.transaction()) {
                LoopFuture<CommandStatus> before;
                LoopFuture<CommandStatus> wrong;
                try (Pipeline pipeline = con.pipeline()) {
                    before = pipeline.executeAsync("insert into piped values ($1)", 1);
                    wrong = pipeline.executeAsync("insert into piped values ($1)", 1);
                }
                assertThat(before.resultNow()).isEqualTo(new CommandStatus("INSERT", 1));
                assertThat(wrong.exceptionNow()).isInstanceOf(IntegrityViolation.Unique.class);
            }
            assertThat(con.fetchValue("select count(*) from piped")).isEqualTo(0L);
        });
    }

    @Test
    void anArgumentThatDoesNotFitKeepsAllFromBeingSent(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            LoopFuture<CommandStatus> before;
            LoopFuture<CommandStatus> wrong;
            try (Pipeline pipeline = con.pipeline()) {
                before = pipeline.executeAsync("insert into piped values ($1)", 1);
                wrong = pipeline.executeAsync("insert into piped values ($1)", 1L << 40);
            }
            assertThat(before.exceptionNow())
                    .isInstanceOf(PipelineAborted.class)
                    .hasMessageStartingWith("not run");
            assertThat(wrong.exceptionNow()).isInstanceOf(ArgumentException.class);
            assertThat(con.fetchValue("select count(*) from piped")).isEqualTo(0L);
        });
    }

    @Test
    void oneThatCannotBePreparedKeepsAllFromBeingSent(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            LoopFuture<CommandStatus> before;
            LoopFuture<CommandStatus> wrong;
            try (Pipeline pipeline = con.pipeline()) {
                before = pipeline.executeAsync("insert into piped values ($1)", 3);
                wrong = pipeline.executeAsync("insert into nothing values ($1)", 1);
            }
            assertThat(before.exceptionNow()).isInstanceOf(PipelineAborted.class);
            assertThat(wrong.exceptionNow()).isInstanceOf(AccessRule.UndefinedTable.class);
            assertThat(con.fetchValue("select count(*) from piped")).isEqualTo(0L);
        });
    }

    @Test
    void aClosedPipelineTakesNoMoreAndAnEmptyOneSendsNothing(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            Pipeline pipeline = con.pipeline();
            pipeline.close();
            pipeline.close();
            assertThatIllegalStateException().isThrownBy(() -> pipeline.executeAsync("select 1"));
            assertThat(con.fetchValue("select 1")).isEqualTo(1);
        });
    }

    @Test
    void aStatementThatWasAlteredIsPreparedAnewForAll(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("drop table if exists altered_piped; create table altered_piped (i int)");
            con.execute("insert into altered_piped values (2)");
            assertThat(con.fetchValue("select * from altered_piped")).isEqualTo(2);
            con.execute("alter table altered_piped alter i type text");
            LoopFuture<Object> value;
            try (Pipeline pipeline = con.pipeline()) {
                value = pipeline.fetchValueAsync(Object.class, "select * from altered_piped");
            }
            assertThat(value.resultNow()).isEqualTo("2");
        });
    }

    @Test
    void theStatementsOfAPipelineThatIsGivenUpBeforeItIsSentFailWithIt(EventLoop loop) {
        InConnection.run(loop, database.options(), con -> {
            makeTable(con);
            try (CopyOut open = con.copyOut("copy (select generate_series(1, 1000000)) to stdout")) {
                AtomicReference<LoopFuture<CommandStatus>> sent = new AtomicReference<>();
                Async.await(loop.createTask(() -> {
                    Pipeline pipeline = con.withTimeout(Duration.ofMillis(20)).pipeline();
                    sent.set(pipeline.executeAsync("insert into piped values (1)"));
                    assertThatExceptionOfType(PgTimeoutException.class).isThrownBy(pipeline::close);
                    return null;
                }));
                LoopFuture<CommandStatus> member = sent.get();
                assertThatExceptionOfType(PgTimeoutException.class).isThrownBy(() -> Async.await(member));
                assertThat(open.next()).isNotNull();
            }
            assertThat(con.fetchValue("select count(*) from piped")).isEqualTo(0L);
        });
    }

    @Test
    void theStatementsOfAPipelineOnAClosedConnectionFail(EventLoop loop) {
        InTask.run(loop, () -> {
            PgConnection con = Postgres.connect(database.options());
            Pipeline pipeline = con.pipeline();
            LoopFuture<CommandStatus> member = pipeline.executeAsync("select 1");
            con.close();
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(pipeline::close);
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Async.await(member));
            pipeline.close();
        });
    }
}
