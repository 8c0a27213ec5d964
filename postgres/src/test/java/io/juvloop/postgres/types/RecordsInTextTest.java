package io.juvloop.postgres.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.Cursor;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgStatement;
import io.juvloop.postgres.Pipeline;
import io.juvloop.postgres.PipelineAborted;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.ServerException;
import io.juvloop.postgres.SqlStates;
import io.juvloop.postgres.StatementMode;
import io.juvloop.postgres.StatementOptions;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Values of which only the server sees that a part has no binary form, as `row(1, item)` of type `record`. It refuses
/// them when they run; then the statement is run once more, with these columns in text.
@PostgresTest
class RecordsInTextTest {
    private static final String ITEM = "'tester=r/tester'::aclitem";
    private static final String AS_TEXT = "(1,tester=r/tester)";
    private static final String SQL = "select $1::int, row(1, " + ITEM + "), $2::text";

    @BeforeAll
    static void defineTables(TestDatabase database) {
        database.sql("create table noted (id int)");
    }

    private static void refused(ThrowingCallable statement) {
        assertThatThrownBy(statement).isInstanceOfSatisfying(ServerException.class, refusal -> {
            assertThat(refusal.sqlState()).isEqualTo(SqlStates.UNDEFINED_FUNCTION);
            assertThat(refusal).hasMessageContaining("aclitem");
        });
    }

    private static void check(Row row) {
        assertThat(row).isNotNull();
        assertThat(row.getInt(0)).isEqualTo(5);
        assertThat(row.get(1)).isEqualTo(AS_TEXT);
        assertThat(row.getString(1)).isEqualTo(AS_TEXT);
        assertThat(row.getString(2)).isEqualTo("z");
    }

    @Test
    void theStatementIsRunOnceMoreAndRemembered(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            check(con.fetchRow(SQL, 5, "z"));
            try (Transaction tx = con.transaction()) {
                check(tx.fetchRow(SQL, 5, "z"));
                tx.commit();
            }
            assertThat(con.fetchValue(
                            Long.class, "select count(*) from pg_prepared_statements where statement = $1", SQL))
                    .isEqualTo(1);
            try (PgConnection other = Postgres.connect(database.options());
                    Transaction tx = other.transaction()) {
                check(tx.fetchRow(SQL, 5, "z")); // what one connection has learnt, all of the loop know
            }
        });
    }

    @Test
    void insideATransactionItIsAnErrorOnce(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            String sql = "select row(1, " + ITEM + ") as inside";
            try (Transaction tx = con.transaction()) {
                refused(() -> tx.fetchValue(sql));
            }
            try (Transaction tx = con.transaction()) {
                assertThat(tx.fetchValue(sql)).isEqualTo(AS_TEXT);
                tx.commit();
            }
        });
    }

    @Test
    void manyAtOnceAreAllRunOnceMore(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            String sql = "select row(1, " + ITEM + ") as together";
            List<LoopFuture<Object>> all = IntStream.range(0, 50)
                    .mapToObj(i -> con.fetchValueAsync(sql))
                    .toList();
            assertThat(Async.await(Async.gather(all))).hasSize(50).containsOnly(AS_TEXT);
        });
    }

    @Test
    void recordsWithoutSuchPartsStayRows(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            Row row = con.fetchRow("select row(1, 'a'), array[row(2)], 3");
            assertThat(row).isNotNull();
            assertThat(row.get(0)).isInstanceOf(Row.class);
            assertThat(((List<?>) row.get(1)).getFirst()).isInstanceOf(Row.class);
            assertThat(con.fetchValue("select array[row(1, " + ITEM + "), row(1, " + ITEM + ")]"))
                    .isEqualTo(List.of(AS_TEXT, AS_TEXT));
            assertThat(con.fetchValue("select row(array[" + ITEM + "])")).isEqualTo("({tester=r/tester})");
        });
    }

    @Test
    void anAnyarrayMayBeOfSuchAType(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            con.execute("create table granted as select " + ITEM + " as item, i % 3 as n from generate_series(1, 99) i;"
                    + " analyze granted");
            String sql = "select attname, most_common_vals from pg_stats where tablename = 'granted' order by attname";
            List<Row> rows = con.fetch(sql);
            assertThat(rows).hasSize(2);
            assertThat(rows.getFirst().get(1)).isEqualTo("{tester=r/tester}");
            assertThat(rows.getLast().getString(1)).startsWith("{");
        });
    }

    // --- Ways to run it

    @Test
    void aBatchIsUndoneAndRunOnceMore(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            con.execute("truncate noted");
            String sql = "insert into noted values ($1) returning row(id, " + ITEM + ")";
            assertThat(con.executeMany(sql, List.of(List.of(1), List.of(2)))).isEqualTo(2);
            String other = sql + " as other";
            assertThat(con.fetchMany(other, List.of(List.of(3), List.of(4))))
                    .map(row -> row.get(0))
                    .containsExactly("(3,tester=r/tester)", "(4,tester=r/tester)");
            assertThat(con.fetch(Integer.class, "select id from noted order by id"))
                    .containsExactly(1, 2, 3, 4);
        });
    }

    @Test
    void aPipelineIsUndoneAndRunOnceMore(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            con.execute("truncate noted");
            LoopFuture<Object> text;
            LoopFuture<Long> count;
            try (Pipeline pipeline = con.pipeline()) {
                var _ = pipeline.executeAsync("insert into noted values (1)");
                text = pipeline.fetchValueAsync(Object.class, "select row(1, " + ITEM + ") as piped");
                count = pipeline.fetchValueAsync(Long.class, "select count(*) from noted");
            }
            assertThat(Async.await(text)).isEqualTo(AS_TEXT);
            assertThat(Async.await(count)).isEqualTo(1);
            assertThat(con.fetchValue("select count(*) from noted")).isEqualTo(1L);
        });
    }

    @Test
    void aPipelineBehindAProcedureIsNotRunTwice(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            con.execute("truncate noted; create procedure note() language plpgsql as"
                    + " $$ begin insert into noted values (1); commit; end $$");
            LoopFuture<CommandStatus> called;
            LoopFuture<Object> text;
            try (Pipeline pipeline = con.pipeline()) {
                called = pipeline.executeAsync("call note()");
                text = pipeline.fetchValueAsync(Object.class, "select row(1, " + ITEM + ") as behind");
            }
            refused(() -> Async.await(text));
            assertThatThrownBy(() -> Async.await(called)).isInstanceOf(PipelineAborted.class);
            assertThat(con.fetchValue("select count(*) from noted")).isEqualTo(1L);
        });
    }

    @Test
    void aStreamIsRunOnceMoreUnlessItHasGivenRows(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            String early = "select row(1, " + ITEM + ") from generate_series(1, 3)";
            assertThat(streamed(con, early)).containsExactly(AS_TEXT, AS_TEXT, AS_TEXT);
            String late = "select case when i < 20000 then row(1, 2) else row(1, " + ITEM
                    + ") end from generate_series(1, 20000) i";
            List<Object> before = new ArrayList<>();
            refused(() -> {
                try (RowStream rows = con.stream(late)) {
                    rows.forEach(row -> before.add(row.get(0)));
                }
            });
            assertThat(before)
                    .isNotEmpty()
                    .allSatisfy(value -> assertThat(value).isInstanceOf(Row.class));
            assertThat(streamed(con, late)).hasSize(20_000).startsWith("(1,2)").endsWith(AS_TEXT);
        });
    }

    private static List<Object> streamed(PgConnection con, String sql) {
        List<Object> values = new ArrayList<>();
        try (RowStream rows = con.stream(sql)) {
            rows.forEach(row -> values.add(row.get(0)));
        }
        return values;
    }

    @Test
    void aCursorsStatementIsRightInTheNextTransaction(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            String first = "select row(1, " + ITEM + ") as first from generate_series(1, 3)";
            String later = "select row(1, " + ITEM + ") as later from generate_series(1, 3)";
            try (Transaction _ = con.transaction()) {
                Cursor cursor = con.cursor(first);
                refused(() -> cursor.fetch(1));
            }
            try (Transaction _ = con.transaction()) {
                Cursor cursor = con.cursor(later);
                assertThat(cursor.forward(1)).isEqualTo(1);
                refused(() -> cursor.fetch(1));
            }
            try (Transaction tx = con.transaction()) {
                assertThat(con.cursor(first).fetch(1)).map(row -> row.get(0)).containsExactly(AS_TEXT);
                Cursor cursor = con.cursor(later);
                assertThat(cursor.forward(1)).isEqualTo(1);
                assertThat(cursor.fetch(9)).map(row -> row.get(0)).containsExactly(AS_TEXT, AS_TEXT);
                tx.commit();
            }
        });
    }

    @Test
    void aStatementInHandAndOneWithoutANameAreRunOnceMoreToo(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            PgStatement prepared = con.prepare("select row($1::int, " + ITEM + ")");
            assertThat(prepared.fetchValue(1)).isEqualTo(AS_TEXT);
            assertThat(prepared.fetchValue(1)).isEqualTo(AS_TEXT);
        });
        StatementOptions unnamed = StatementOptions.DEFAULT.withMode(StatementMode.UNNAMED);
        InConnection.run(loop, database.options().withStatements(unnamed), con -> {
            String sql = "select row(1, " + ITEM + ") as unnamed";
            assertThat(con.fetchValue(sql)).isEqualTo(AS_TEXT);
            try (Transaction tx = con.transaction()) {
                assertThat(tx.fetchValue(sql)).isEqualTo(AS_TEXT);
            }
        });
    }

    // --- Types that were altered

    @Test
    void aCompositeThatGetsSuchAFieldIsLookedUpAnew(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            con.execute("create table changing (n int); insert into changing values (1)");
            String sql = "select c from changing c";
            assertThat(con.fetchValue(sql)).isInstanceOf(Row.class);
            con.execute("alter table changing add column item aclitem default " + ITEM);
            assertThat(con.fetchValue(sql)).isEqualTo(AS_TEXT);
            assertThat(con.fetchValue("select row(2, " + ITEM + ")::changing")).isEqualTo("(2,tester=r/tester)");
        });
    }

    @Test
    void aProcedureIsNotRunTwice(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            con.execute("create type given as (n int); create procedure give(inout g given) language plpgsql as"
                    + " $$ begin insert into noted values (77); commit; end $$");
            assertThat(con.fetchValue("call give(row(1))")).isInstanceOf(Row.class);
            con.execute("alter type given add attribute item aclitem");
            String sql = "call give(row(1, " + ITEM + "))";
            refused(() -> con.fetchValue(sql));
            assertThat(con.fetchValue("select count(*) from noted where id = 77"))
                    .isEqualTo(2L);
            assertThat(con.fetchValue(sql)).isEqualTo(AS_TEXT);
            assertThat(con.fetchValue("select count(*) from noted where id = 77"))
                    .isEqualTo(3L);
        });
    }

    @Test
    void aTypeThatLosesItsBinaryFormIsLookedUpAnew(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            con.execute("create extension citext");
            String sql = "select $1::citext, $2::int";
            assertThat(con.fetchRow(sql, "a", 1).toMap().values()).containsExactly("a", 1);
            con.execute("alter type citext set (send = none)");
            assertThat(con.fetchRow(sql, "b", 2).toMap().values()).containsExactly("b", 2);
            con.execute("alter type citext set (send = citextsend)");
            con.reloadSchemaState();
            assertThat(con.fetchRow(sql, "c", 3).toMap().values()).containsExactly("c", 3);
            con.execute("alter type citext set (receive = none)");
            assertThat(con.fetchRow(sql, "d", 4).toMap().values()).containsExactly("d", 4);
            con.execute("create type folded as range (subtype = citext)");
            con.execute("alter type citext set (receive = citextrecv)");
            con.reloadSchemaState();
            assertThat(con.fetchValue("select '[a,b)'::folded")).isEqualTo(Range.of("a", "b"));
            con.execute("alter type citext set (send = none)");
            assertThat(con.fetchValue("select '[c,d)'::folded")).isEqualTo("[c,d)");
        });
    }
}
