package io.juvloop.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.AccessRule;
import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.PgStatement;
import io.juvloop.postgres.PgType;
import io.juvloop.postgres.ResultTooLarge;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@PostgresTest
class FetchTest {
    private final TestDatabase database;

    FetchTest(TestDatabase database) {
        this.database = database;
    }

    record City(long id, String name) {}

    record Snake(int firstValue, @Nullable String secondValue) {}

    @Test
    void rowsAreReadByIndexAndByName(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            List<Row> rows = con.fetch("select i::int8 as id, 'city ' || i as name from generate_series(1, 3) i");
            assertThat(rows).hasSize(3);
            Row second = rows.get(1);
            assertThat(second.getLong(0)).isEqualTo(2);
            assertThat(second.getLong("id")).isEqualTo(2);
            assertThat(second.getString("name")).isEqualTo("city 2");
            assertThat(second.getString(1)).isEqualTo("city 2");
            assertThat(second.get(0)).isEqualTo(2L);
            assertThat(second.toMap()).containsEntry("id", 2L).containsEntry("name", "city 2");
            assertThat(second.columns()).extracting(column -> column.type()).containsExactly(PgType.INT8, PgType.TEXT);
            assertThat(second.detach().getString("name")).isEqualTo("city 2");
            assertThat(second).hasToString("Row[id=2, name=city 2]");
        });
    }

    @Test
    void primitiveGettersReadEveryNumberThatFitsAndNameAColumnThatIsNull(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            Row row = con.fetchRow(
                    "select 1::int2 a, 2::int4 b, 3::int8 c, 1.5::float4 d, 2.5::float8 e, true f, null::int g, 7000000000 h");
            assertThat(row).isNotNull();
            assertThat(row.getShort("a")).isEqualTo((short) 1);
            assertThat(row.getInt("a")).isEqualTo(1);
            assertThat(row.getLong("b")).isEqualTo(2);
            assertThat(row.getInt("c")).isEqualTo(3);
            assertThat(row.getFloat("d")).isEqualTo(1.5f);
            assertThat(row.getDouble("e")).isEqualTo(2.5);
            assertThat(row.getBoolean("f")).isTrue();
            assertThat(row.isNull("g")).isTrue();
            assertThat(row.get("g")).isNull();
            assertThatNullPointerException().isThrownBy(() -> row.getInt("g")).withMessageContaining("\"g\"");
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> row.getInt("h"))
                    .withMessageContaining("\"h\"");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> row.getInt("nothing"))
                    .withMessageContaining("nothing");
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> row.getInt(8));
        });
    }

    @Test
    void bytesAreCopiedOrShown(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            Row row = con.fetchRow("select $1::bytea b, null::bytea n", ByteBuffer.wrap(new byte[] {1, 2, 3}));
            assertThat(row).isNotNull();
            assertThat(row.getBytes("b")).containsExactly(1, 2, 3);
            assertThat(row.getBuffer("b")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            assertThat(row.getBuffer("b").isReadOnly()).isTrue();
            assertThat(row.getBytes("n")).isNull();
            assertThat(row.getBuffer("n")).isNull();
        });
    }

    @Test
    void recordsTakeColumnsByTheirNames(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            assertThat(con.fetch(City.class, "select 'x' as other, 'a' as name, 1::int8 as id"))
                    .containsExactly(new City(1, "a"));
            assertThat(con.fetchRow(Snake.class, "select 5 as first_value, null::text as second_value"))
                    .isEqualTo(new Snake(5, null));
            assertThat(con.fetch(Integer.class, "select i from generate_series(1, 3) i"))
                    .containsExactly(1, 2, 3);
            assertThat(con.fetchRow(City.class, "select 1::int8 id, 'a' as name where false"))
                    .isNull();
            Row row = con.fetchRow("select 1 as id");
            assertThat(row).isNotNull();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> row.as(City.class))
                    .withMessageContaining("name");
        });
    }

    @Test
    void valuesComeInTheirClassOrInOneThatIsWanted(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            assertThat(con.fetchValue("select 42")).isEqualTo(42);
            assertThat(con.fetchValue(Long.class, "select 42")).isEqualTo(42L);
            assertThat(con.fetchValue("select null")).isNull();
            assertThat(con.fetchValue("select 1 where false")).isNull();
            assertThat(con.fetchValue(String.class, "select $1::text", "ä€😀")).isEqualTo("ä€😀");
            assertThat(con.fetchValue("select i from generate_series(5, 5000000) i"))
                    .isEqualTo(5);
        });
    }

    @Test
    void commandsSayHowManyRowsTheyChanged(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            assertThat(con.execute("create table changed (id int primary key, t text)"))
                    .isEqualTo(new CommandStatus("CREATE TABLE", 0));
            assertThat(con.execute("insert into changed select i, 'x' from generate_series(1, 10) i"))
                    .isEqualTo(new CommandStatus("INSERT", 10));
            assertThat(con.execute("update changed set t = $1 where id > $2", "y", 7))
                    .isEqualTo(new CommandStatus("UPDATE", 3));
            assertThat(con.execute("delete from changed where id = $1", 1)).isEqualTo(new CommandStatus("DELETE", 1));
            assertThat(con.execute("select * from changed")).isEqualTo(new CommandStatus("SELECT", 9));
            assertThat(con.execute("begin; insert into changed values (1, 'z'); commit"))
                    .isEqualTo(new CommandStatus("COMMIT", 0));
            assertThat(con.execute("")).isEqualTo(new CommandStatus("", 0));
            assertThat(con.fetch("insert into changed values ($1, $2) returning id", 20, null))
                    .singleElement()
                    .extracting(row -> row.getInt(0))
                    .isEqualTo(20);
        });
    }

    @Test
    void aScriptThatFailsChangesNothingAndSaysWhere(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            assertThatExceptionOfType(AccessRule.Syntax.class)
                    .isThrownBy(() -> con.execute("create table scripted (id int); selec 1"))
                    .satisfies(
                            failure -> assertThat(failure.details().position()).isEqualTo(33));
            assertThat(con.fetchValue("select to_regclass('scripted')")).isNull();
        });
    }

    @Test
    @Tag("case-9")
    void anArgumentThatDoesNotFitIsRefusedAndNothingIsSent(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> con.fetchValue("select $1::int4", 2_147_483_648L))
                    .withMessageContaining("$1")
                    .withMessageContaining("2147483648")
                    .withMessageContaining("int4");
            assertThatIllegalArgumentException().isThrownBy(() -> con.fetchValue("select $1::int4"));
            assertThatIllegalArgumentException().isThrownBy(() -> con.fetchValue("select $1::int4", 1, 2));
            assertThatIllegalArgumentException().isThrownBy(() -> con.fetchValue("select 1\0"));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> con.fetchValue("select $1::text", "a\0b"));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> con.fetchValue("select $1::text", "\ud800"));
            assertThat(con.fetchValue("select $1::int4 + $2", "40", 2)).isEqualTo(42);
        });
    }

    /// No half of a surrogate pair can be sent; what waits behind it runs.
    @Test
    void aTextThatCannotBeSentIsRefusedAndTheConnectionLives(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            String broken = "select '\ud800' || $1";
            try (var _ = Async.timeout(Duration.ofSeconds(5))) {
                for (int i = 0; i < 2; i++) {
                    LoopFuture<?> first = con.fetchAsync(broken, "a");
                    LoopFuture<?> behind = con.fetchValueAsync("select $1::int + " + i, 1);
                    LoopFuture<?> last = con.fetchAsync(broken + "::text", "a");
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> Async.await(first))
                            .withMessageContaining("surrogate");
                    assertThat(Async.await(behind)).isEqualTo(1 + i);
                    assertThatIllegalArgumentException().isThrownBy(() -> Async.await(last));
                }
                try (Transaction tx = con.transaction()) {
                    assertThatIllegalArgumentException().isThrownBy(() -> tx.fetch(broken, "a"));
                    assertThatIllegalArgumentException().isThrownBy(() -> tx.execute("select '\ud800'"));
                    assertThat(tx.fetchValue("select 2")).isEqualTo(2);
                    tx.commit();
                }
            }
            assertThat(con.isInTransaction()).isFalse();
        });
    }

    @Test
    void copyIsRefusedWhereItWouldTakeTheNextStatementForItsData(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create table copied (t text)");
            assertThatIllegalArgumentException().isThrownBy(() -> con.fetch("/* a */ copy copied from stdin"));
            var behind = con.fetchValueAsync("select 1");
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> con.execute("copy copied from stdin"))
                    .withMessageContaining("copyIn");
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> con.execute("copy copied to stdout"))
                    .withMessageContaining("copyOut");
            assertThat(behind.get()).isEqualTo(1);
            assertThat(con.fetchValue("select count(*) from copied")).isEqualTo(0L);
        });
    }

    @Test
    void aResultThatIsTooLargeIsDroppedAndTheConnectionLives(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            assertThatExceptionOfType(ResultTooLarge.class)
                    .isThrownBy(() -> con.withMaxResultBytes(10_000)
                            .fetch("select repeat('x', 100) from generate_series(1, 100000)"));
            assertThat(con.withMaxResultBytes(10_000).fetch("select 1")).hasSize(1);
        });
    }

    @Test
    void aPreparedStatementIsDescribedAndRuns(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (PgStatement statement = con.prepare("select $1::int as a, $2 as b", PgType.INT4, PgType.TEXT)) {
                assertThat(statement.parameters()).containsExactly(PgType.INT4, PgType.TEXT);
                assertThat(statement.columns())
                        .extracting(column -> column.name())
                        .containsExactly("a", "b");
                assertThat(statement.fetchRow(1, "x").getString("b")).isEqualTo("x");
                assertThat(statement.fetchValue(Long.class, 5, null)).isEqualTo(5L);
                assertThat(statement.explain(false, 1, "x")).contains("Result");
                assertThat(statement.explain(true, 1, "x")).contains("Actual");
                assertThat(con.isInTransaction()).isFalse();
            }
            assertThatExceptionOfType(AccessRule.Syntax.class).isThrownBy(() -> con.prepare("selec 1"));
            PgStatement closed = con.prepare("select 1");
            closed.close();
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(closed::fetch);
            assertThat(con.fetchValue("select count(*) from pg_prepared_statements where statement = 'select 1'"))
                    .isEqualTo(0L);
        });
    }

    @Test
    void manyRowsComeInSeveralBlocksAndKeepTheirOrder(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            List<Row> rows = con.fetch("select i, repeat('x', i % 100) from generate_series(0, 99999) i");
            assertThat(rows).hasSize(100_000);
            int expected = 0;
            for (Row row : rows) {
                assertThat(row.getInt(0)).isEqualTo(expected++);
            }
            assertThat(rows.get(77_777).getString(1)).hasSize(77);
            assertThat(rows.getLast().getInt(0)).isEqualTo(99_999);
        });
    }

    @Test
    void aRowLargerThanAReadIsWhole(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            byte[] large = new byte[3 << 20];
            for (int i = 0; i < large.length; i++) {
                large[i] = (byte) (i * 31);
            }
            Row row = con.fetchRow("select 1, $1::bytea, 2", (Object) large);
            assertThat(row).isNotNull();
            assertThat(row.getBytes(1)).isEqualTo(large);
            assertThat(row.getInt(2)).isEqualTo(2);
        });
    }
}
