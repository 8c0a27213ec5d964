package io.juvloop.postgres.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.InsertOptions;
import io.juvloop.postgres.IntegrityViolation;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@PostgresTest
class InsertRecordsTest {
    private record Item(String label, int id) {}

    private final TestDatabase database;

    InsertRecordsTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void recordsOfEachKindAreInsertedByOneStatement(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create temp table item (id int primary key, label text, at timestamptz default now())");
            List<Object> records = List.of(new Object[] {1, "a"}, Arrays.asList(2, null), new Item("c", 3));
            assertThat(con.insertRecords("item", List.of("id", "label"), records))
                    .isEqualTo(3);
            assertThat(con.fetchValue("select string_agg(coalesce(label, '-'), '' order by id) from item"))
                    .isEqualTo("a-c");
            List<Item> many = IntStream.range(10, 5_000)
                    .mapToObj(i -> new Item("x" + i, i))
                    .toList();
            assertThat(con.insertRecords("item", List.of("id", "label"), many)).isEqualTo(4_990);
            assertThat(con.insertRecords("item", List.of("id", "label"), List.of()))
                    .isZero();
            assertThat(con.fetchValue("select sum(id) from item where label = 'x' || id"))
                    .isEqualTo(IntStream.range(10, 5_000).asLongStream().sum());
        });
    }

    @Test
    void theSuffixSaysWhatToDoOnAConflict(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create temp table item (id int primary key, label text, tags int[])");
            InsertOptions quiet = InsertOptions.DEFAULT.withSuffix("on conflict (id) do nothing");
            List<String> columns = List.of("id", "label");
            List<List<?>> records = List.of(List.of(1, "a"), List.of(2, "b"));
            assertThat(con.insertRecords("item", columns, records, quiet)).isEqualTo(2);
            assertThat(con.insertRecords("item", columns, records, quiet)).isZero();
            InsertOptions louder =
                    InsertOptions.DEFAULT.withSuffix("on conflict (id) do update set label = excluded.label || '!'");
            assertThat(con.insertRecords("item", columns, records, louder)).isEqualTo(2);
            List<List<?>> tagged = List.of(List.of(2, List.of(7)), List.of(3, List.of(8)));
            assertThat(con.insertRecords("item", List.of("id", "tags"), tagged, quiet))
                    .isEqualTo(1);
            assertThat(con.fetchValue("select string_agg(label, '' order by id) from item"))
                    .isEqualTo("a!b!");
        });
    }

    @Test
    void columnsThatAreArraysGoOneByOne(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create temp table tagged (id int, tags text[])");
            assertThat(con.insertRecords(
                            "tagged", List.of(), List.of(List.of(1, List.of("a", "b")), List.of(2, List.of()))))
                    .isEqualTo(2);
            assertThat(con.fetchValue("select sum(coalesce(cardinality(tags), 0)) from tagged"))
                    .isEqualTo(2L);
        });
    }

    @Test
    void itKeepsItsPlaceInTheOrder(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create temp table item (id int, label text)");
            LoopFuture<Long> inserted = con.insertRecordsAsync("item", List.of("id"), List.of(List.of(1)));
            LoopFuture<Object> counted = con.fetchValueAsync("select count(*) from item");
            assertThat(Async.await(counted)).isEqualTo(1L);
            assertThat(Async.await(inserted)).isEqualTo(1L);
        });
    }

    @Test
    void failuresChangeNothing(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create temp table item (id int primary key, label text)");
            List<String> columns = List.of("id", "label");
            assertThatExceptionOfType(IntegrityViolation.Unique.class)
                    .isThrownBy(() -> con.insertRecords("item", columns, List.of(List.of(1, "a"), List.of(1, "b"))));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() ->
                            con.insertRecords("item", columns, List.of(List.of(1, "a"), List.of(Long.MAX_VALUE, "a"))))
                    .withMessageContaining("record 1, column id");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> con.insertRecords("item", columns, List.of(List.of(1))))
                    .withMessage("record 0 has 1 values for 2 columns");
            IllegalStateException own = new IllegalStateException("dry");
            Iterable<Object> failing = () -> {
                throw own;
            };
            assertThatThrownBy(() -> con.insertRecords("item", columns, failing))
                    .isSameAs(own);
            assertThat(con.fetchValue("select count(*) from item")).isEqualTo(0L);
        });
    }

    @Test
    void aSuffixThatReturnsRowsIsRefusedBeforeAnythingIsInserted(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database.options(), con -> {
            con.execute("create temp table returned (id int, more int[])");
            InsertOptions returning = InsertOptions.DEFAULT.withSuffix("returning id");
            for (List<String> columns : List.of(List.of("id"), List.of("id", "more"))) {
                List<Object> record = columns.size() == 1 ? List.of(1) : List.of(1, List.of(2));
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> con.insertRecords("returned", columns, List.of(record), returning))
                        .withMessageContaining("fetchMany");
            }
            assertThat(con.fetchValue("select count(*) from returned")).isEqualTo(0L);
        });
    }
}
