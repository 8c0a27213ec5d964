package io.juvloop.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.AccessRule;
import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.IntegrityViolation;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.nio.CharBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@PostgresTest
class CopyRecordsTest {
    private static final int MANY = 10_000;
    private static final List<String> COLUMNS = List.of("id", "city_name", "size");

    /// Its components have another order than the columns.
    private record City(String cityName, @Nullable Double size, int id) {}

    private final TestDatabase database;

    CopyRecordsTest(TestDatabase database) {
        this.database = database;
    }

    private static void makeTable(PgConnection con) {
        con.execute("drop table if exists city; create table city (id int primary key, city_name text, size float8)");
    }

    private static Object[] record(int i) {
        return new Object[] {i, "city " + i, i % 7 == 0 ? null : i / 2.0};
    }

    private static <T> Iterable<T> generator(int count, IntFunction<T> make) {
        return () -> IntStream.range(0, count).mapToObj(make).iterator();
    }

    private static void assertThatAllAreThere(PgConnection con) {
        List<Row> rows = con.fetch("select id, city_name, size from city order by id");
        assertThat(rows).hasSize(MANY);
        for (int i = 0; i < MANY; i++) {
            Row row = rows.get(i);
            assertThat(new Object[] {row.getInt(0), row.getString(1), row.get(2)})
                    .isEqualTo(record(i));
        }
        con.execute("truncate city");
    }

    @Test
    @Tag("case-23")
    void tenThousandRecordsOfEachKindAreEqualInTheTable(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            List<Object[]> arrays =
                    IntStream.range(0, MANY).mapToObj(CopyRecordsTest::record).toList();
            assertThat(con.copyRecordsToTable("city", COLUMNS, arrays)).isEqualTo(MANY);
            assertThatAllAreThere(con);
            Iterable<List<Object>> lists = generator(MANY, i -> Arrays.asList(record(i)));
            assertThat(con.copyRecordsToTable("city", COLUMNS, lists)).isEqualTo(MANY);
            assertThatAllAreThere(con);
            Iterable<City> cities = generator(MANY, i -> new City("city " + i, i % 7 == 0 ? null : i / 2.0, i));
            assertThat(con.copyRecordsToTable("public.city", COLUMNS, cities)).isEqualTo(MANY);
            assertThatAllAreThere(con);
        });
    }

    @Test
    @Tag("case-23")
    void whatTheSourceThrowsIsWhatTheCallerGetsAndTheConnectionLives(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            IllegalStateException own = new IllegalStateException("the source is dry");
            Iterable<Object[]> failing = generator(MANY, i -> {
                if (i == 5_000) {
                    throw own;
                }
                return record(i);
            });
            assertThatThrownBy(() -> con.copyRecordsToTable("city", COLUMNS, failing))
                    .isSameAs(own);
            assertThat(con.fetchValue(Long.class, "select count(*) from city")).isZero();
        });
    }

    @Test
    @Tag("case-23")
    void aValueThatCannotBeEncodedIsNamedByItsRecordAndColumn(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            Iterable<Object[]> misfit =
                    generator(MANY, i -> i == 4_999 ? new Object[] {i, "x", CharBuffer.wrap("1 metre")} : record(i));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> con.copyRecordsToTable("city", COLUMNS, misfit))
                    .withMessageContaining("record 4999, column size")
                    .withMessageContaining("float8");
            assertThat(con.fetchValue(Long.class, "select count(*) from city")).isZero();
        });
    }

    @Test
    void aSourceThatSuspendsIsWaitedForAndOtherTasksRun(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            Iterable<Object[]> slow = generator(20, i -> {
                Async.sleep(Duration.ofMillis(1));
                return record(i);
            });
            LoopFuture<Long> copied = con.copyRecordsToTableAsync("city", COLUMNS, slow);
            LoopFuture<Object> behind = con.fetchValueAsync("select count(*) from city");
            Async.sleep(Duration.ofMillis(2));
            assertThat(copied.isDone()).isFalse();
            assertThat(Async.await(behind)).isEqualTo(20L);
            assertThat(copied.isDone()).isTrue();
        });
    }

    @Test
    void anErrorOfTheServerStopsTheSource(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            int[] taken = {0};
            String text = "x".repeat(1 << 14);
            Iterable<Object[]> endless = generator(Integer.MAX_VALUE, i -> {
                taken[0] = i;
                return new Object[] {i == 2 ? 1 : i, text, null};
            });
            assertThatExceptionOfType(IntegrityViolation.Unique.class)
                    .isThrownBy(() -> con.copyRecordsToTable("city", COLUMNS, endless));
            assertThat(taken[0]).isPositive();
            assertThat(con.fetchValue(Long.class, "select count(*) from city")).isZero();
        });
    }

    @Test
    void aTableOrAColumnThatIsNotThereIsTheServersError(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            assertThatExceptionOfType(AccessRule.UndefinedTable.class)
                    .isThrownBy(() -> con.copyRecordsToTable("no_such_table", List.of("id"), List.of()));
            assertThatExceptionOfType(AccessRule.UndefinedColumn.class)
                    .isThrownBy(() -> con.copyRecordsToTable("city", List.of("colour"), List.of()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> con.copyRecordsToTable("city; drop table city", List.of(), List.of()));
            assertThat(con.copyRecordsToTable("city", List.of(), List.of())).isZero();
        });
    }

    @Test
    void aRecordOfAnotherLengthIsRefusedByItsIndex(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            List<Object> records = List.of(record(0), new Object[] {1, "b"});
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> con.copyRecordsToTable("city", COLUMNS, records))
                    .withMessage("record 1 has 2 values for 3 columns");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> con.copyRecordsToTable("city", COLUMNS, List.of("text")))
                    .withMessageContaining("String");
            con.ping();
        });
    }

    @Test
    void insideATransactionNothingIsCommittedBeforeIt(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            try (Transaction tx = con.transaction()) {
                assertThat(tx.copyRecordsToTable("city", COLUMNS, generator(3, CopyRecordsTest::record)))
                        .isEqualTo(3);
                assertThat(tx.fetchValue("select count(*) from city")).isEqualTo(3L);
            }
            assertThat(con.fetchValue("select count(*) from city")).isEqualTo(0L);
        });
    }

    @Test
    void aTimeLimitEndsASourceThatWaits(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            boolean[] ended = {false};
            Iterable<Object[]> stuck = () -> new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Object[] next() {
                    try {
                        Async.sleep(Duration.ofMinutes(1));
                    } finally {
                        ended[0] = true;
                    }
                    return record(0);
                }
            };
            assertThatExceptionOfType(PgTimeoutException.class)
                    .isThrownBy(
                            () -> con.withTimeout(Duration.ofMillis(100)).copyRecordsToTable("city", COLUMNS, stuck));
            assertThat(con.fetchValue("select count(*) from city")).isEqualTo(0L);
            assertThat(ended[0]).isTrue();
        });
    }

    @Test
    void largeValuesAndValuesOfManyTypesGoThrough(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("drop table if exists things; create table things"
                    + " (a bytea, b jsonb, c int[], d timestamptz, e numeric, f uuid, g bool)");
            byte[] large = new byte[300_000];
            Arrays.fill(large, (byte) 7);
            var id = java.util.UUID.randomUUID();
            var now = java.time.Instant.ofEpochSecond(1_700_000_000);
            Object[] values = {large, "{\"x\": 1}", List.of(1, 2), now, new java.math.BigDecimal("1.50"), id, true};
            assertThat(con.copyRecordsToTable("things", List.of(), List.of(values, values)))
                    .isEqualTo(2);
            Row row = con.fetchRow("select * from things");
            assertThat(row).isNotNull();
            assertThat(row.getBytes("a")).isEqualTo(large);
            assertThat(row.getString("b")).isEqualTo("{\"x\": 1}");
            assertThat(row.get("c")).isEqualTo(List.of(1, 2));
            assertThat(row.get("d")).isEqualTo(now);
            assertThat(row.get("e")).isEqualTo(new java.math.BigDecimal("1.50"));
            assertThat(row.get("f")).isEqualTo(id);
            assertThat(row.getBoolean("g")).isTrue();
        });
    }

    @Test
    void aValueThatOnlyTheServerRefusesIsTheServersError(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("drop table if exists short; create table short (a varchar(3))");
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> con.copyRecordsToTable("short", List.of("a"), List.of(List.of("abcd"))));
            con.ping();
        });
    }
}
