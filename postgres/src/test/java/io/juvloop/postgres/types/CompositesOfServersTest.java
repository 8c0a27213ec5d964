package io.juvloop.postgres.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.postgres.OutdatedSchemaCache;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Case 10: Java records to composite types and back, also when a type is altered meanwhile.
@PostgresTest
class CompositesOfServersTest {
    record Item(int number, String name) {}

    record Order(
            long id,
            Item first,
            List<Item> otherItems,
            @Nullable String note) {}

    record Wider(int number, String name, @Nullable Integer added) {}

    @BeforeEach
    void defineTypes(TestDatabase database) {
        database.sql("drop type if exists purchase, item;"
                + " create type item as (number int, name text);"
                + " create type purchase as (id int8, first item, other_items item[], note text)");
    }

    private static Order order() {
        return new Order(7, new Item(1, "a"), List.of(new Item(2, "b"), new Item(3, "c")), null);
    }

    @Test
    @Tag("case-10")
    void aRecordWithRecordsInsideGoesThereAndBack(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            assertThat(con.fetchValue(Order.class, "select $1::purchase", order()))
                    .isEqualTo(order());
            assertThat(con.fetchValue("select ($1::purchase).other_items[2].name", order()))
                    .isEqualTo("c");
            Row row = (Row) con.fetchValue("select $1::purchase", order());
            assertThat(row).isNotNull();
            assertThat(row.getLong("id")).isEqualTo(7);
            assertThat(row.get("first", Item.class)).isEqualTo(new Item(1, "a"));
            assertThat(con.fetchValue(Order.class, "select $1::purchase", row)).isEqualTo(order());
            assertThat(con.fetchValue(Item[].class, "select $1::item[]", List.of(new Item(1, "x"))))
                    .isEqualTo(new Item[] {new Item(1, "x")});
        });
    }

    @Test
    void aTableRowAndAnAnonymousRecordAreRows(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            Row anonymous = (Row) con.fetchValue("select row(1, 'a'::text, null)");

            Row table = (Row) con.fetchValue("select r from pg_range r where rngtypid = 'int4range'::regtype");

            assertThat(table).isNotNull();
            assertThat(table.get("rngsubtype")).isEqualTo(23L);
            assertThat(anonymous).isNotNull();
            assertThat(anonymous.toMap().values()).containsExactly(1, "a", null);
            assertThat(con.fetchValue(Item.class, "select row(1, 'a')")).isEqualTo(new Item(1, "a"));
        });
    }

    @Test
    void rowsOfAResultAreRecordsByNames(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            List<Order> orders = con.fetch(
                    Order.class,
                    "select 'x' as note, 7::int2 as id, row(1, 'a')::item as first, '{}'::item[] as \"otherItems\"");
            assertThat(orders).containsExactly(new Order(7, new Item(1, "a"), List.of(), "x"));
        });
    }

    @Test
    @Tag("case-10")
    void aTypeThatIsAlteredIsOutdatedOnceWhenItIsRead(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            String sql = "select row(1, 'a')::item";
            String wider = "select row(1, 'a', 9)::item";
            assertThat(con.fetchValue(Item.class, sql)).isEqualTo(new Item(1, "a"));
            alter(con);

            assertThatThrownBy(() -> con.fetchValue(wider)).isInstanceOf(OutdatedSchemaCache.class);

            assertThat(con.fetchValue(Wider.class, wider)).isEqualTo(new Wider(1, "a", 9));
            Wider value = new Wider(1, "b", null);
            assertThat(con.fetchValue(Wider.class, "select $1::item", value)).isEqualTo(value);
        });
    }

    @Test
    @Tag("case-10")
    void aTypeThatIsAlteredIsOutdatedOnceWhenItIsWritten(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            String sql = "select ($1::item).name";
            assertThat(con.fetchValue(sql, new Item(1, "a"))).isEqualTo("a");
            alter(con);

            assertThatThrownBy(() -> con.fetchValue(sql, new Item(1, "a"))).isInstanceOf(OutdatedSchemaCache.class);

            assertThat(con.fetchValue(sql, new Wider(1, "b", 2))).isEqualTo("b");
        });
    }

    private static void alter(PgConnection con) {
        var _ = con.execute("alter type item add attribute added int");
    }
}
