package io.juvloop.postgres.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.Cursor;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Pipeline;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.ServerException;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Types that the server does not send in binary, or does not take so, or neither: they come and go as text from the
/// first use on, also inside a transaction.
@PostgresTest
class TextOnlyTypesTest {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Grants(int id, List<String> asList, String[] asArray, String item) {}

    @BeforeAll
    static void defineTypes(TestDatabase database) {
        define(database, "plain", "");
        define(database, "sent", ", send = sent_send");
        define(database, "taken", ", receive = taken_recv");
        database.sql("create type pair as (n int, p plain); create domain plain_domain as plain;"
                + " create table kept (id int, p plain, ps plain[]);"
                + " create type odd; create function odd_in(cstring) returns odd language internal immutable strict"
                + " as 'int4in'; create function odd_out(odd) returns cstring language internal immutable strict as"
                + " 'int4out'; create function odd_send(odd) returns bytea language internal immutable strict as"
                + " 'int4send'; create type odd (input = odd_in, output = odd_out, send = odd_send, like = int4)");
    }

    /// A base type that is text in all but its name.
    private static void define(TestDatabase database, String name, String more) {
        database.sql("create type " + name + "; create function " + name + "_in(cstring) returns " + name
                + " language internal immutable strict as 'textin'; create function " + name + "_out(" + name
                + ") returns cstring language internal immutable strict as 'textout';"
                + " create function " + name + "_send(" + name
                + ") returns bytea language internal immutable strict as 'textsend';"
                + " create function " + name + "_recv(internal) returns " + name
                + " language internal immutable strict as 'textrecv';"
                + " create type " + name + " (input = " + name + "_in, output = " + name + "_out" + more + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "sent", "taken", "plain_domain"})
    void aTypeWithoutABinaryFormStandsBesideOthersInBinary(String type, EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            Row row = con.fetchRow("select $1::int, $2::" + type + ", $3::int8", 5, "a b", 6L);
            assertThat(row).isNotNull();
            assertThat(row.getInt(0)).isEqualTo(5);
            assertThat(row.get(1)).isEqualTo("a b");
            assertThat(row.getString(1)).isEqualTo("a b");
            assertThat(row.getLong(2)).isEqualTo(6);
            assertThat(con.fetchValue("select null::" + type)).isNull();
            assertThatThrownBy(() -> con.fetchValue("select $1::" + type, 7)).isInstanceOf(ArgumentException.class);
            assertThat(con.fetchValue("select $1::" + type + "[]", Arrays.asList("a", null, "b c")))
                    .isEqualTo(Arrays.asList("a", null, "b c"));
        });
    }

    @Test
    void theFirstUseMayBeInATransaction(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            try (Transaction tx = con.transaction()) {
                assertThat(tx.fetchValue("select $1::plain", "x")).isEqualTo("x");
                assertThat(tx.fetchValue("select acldefault('r', 10)"))
                        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                        .singleElement()
                        .asString()
                        .contains("=");
                tx.commit();
            }
        });
    }

    @Test
    void compositesAndArraysOfSuchTypesAreText(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            assertThat(con.fetchValue("select $1::pair", "(1,x)")).isEqualTo("(1,x)");
            assertThat(con.fetchValue("select ($1::pair).n", "(1,x)")).isEqualTo(1);
            assertThat(con.fetchValue("select array[row(1, 'x')::pair]")).isEqualTo(List.of("(1,x)"));
            String items = "select '{tester=r/tester,tester=w/tester}'::aclitem[]";
            assertThat(con.fetchValue(String[].class, items))
                    .isEqualTo(new String[] {"tester=r/tester", "tester=w/tester"});
            assertThat(con.fetchRow(items).getString(0)).isEqualTo("{tester=r/tester,tester=w/tester}");
            assertThat(con.fetchValue(String[][].class, "select '{{a,b},{c,d}}'::plain[]"))
                    .isEqualTo(new String[][] {{"a", "b"}, {"c", "d"}});
            Grants grants = con.fetchRow(
                    Grants.class,
                    "select 1 as id, '{a}'::plain[] as as_list, '{b}'::plain[] as as_array, 'c'::plain as item");
            assertThat(grants).isNotNull();
            assertThat(grants.asList()).containsExactly("a");
            assertThat(grants.asArray()).containsExactly("b");
            assertThat(grants.item()).isEqualTo("c");
        });
    }

    @Test
    void everyWayToRunAStatementTakesThem(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            con.execute("truncate kept");
            String insert = "insert into kept values ($1, $2, $3) returning p, id";
            assertThat(con.executeMany(insert, List.of(List.of(1, "a", List.of("x")), List.of(2, "b", List.of()))))
                    .isEqualTo(2);
            assertThat(con.fetchMany(insert, List.of(List.of(3, "c", "{y}"))))
                    .singleElement()
                    .satisfies(row -> assertThat(row.get(0)).isEqualTo("c"));
            assertThat(con.insertRecords("kept", List.of("id", "p"), List.of(List.of(4, "d"), List.of(5, "e"))))
                    .isEqualTo(2);
            String select = "select id, p, ps from kept where id <= $1 order by id";
            List<Object> streamed = new ArrayList<>();
            try (RowStream rows = con.stream(select, 2)) {
                rows.forEach(row -> streamed.add(row.get(1)));
            }
            assertThat(streamed).containsExactly("a", "b");
            try (Transaction tx = con.transaction()) {
                Cursor cursor = con.cursor(select, 5);
                assertThat(cursor.forward(1)).isEqualTo(1);
                assertThat(cursor.fetch(2)).map(row -> row.get("p")).containsExactly("b", "c");
                assertThat(cursor.fetch(9)).map(row -> row.getString("p")).containsExactly("d", "e");
                tx.commit();
            }
            LoopFuture<Row> first;
            LoopFuture<List<Row>> all;
            try (Pipeline pipeline = con.pipeline()) {
                first = pipeline.fetchRowAsync(select, 1);
                all = pipeline.fetchAsync(select, 5);
            }
            assertThat(Async.await(first).get("ps")).isEqualTo(List.of("x"));
            assertThat(Async.await(all)).hasSize(5);
        });
    }

    @Test
    void binaryCopyRefusesThem(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            assertThatThrownBy(() -> con.copyRecordsToTable("kept", List.of("id", "p"), List.of(List.of(4, "d"))))
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("no binary input function");
            assertThat(con.fetchValue("select 1")).isEqualTo(1);
        });
    }

    // --- Bytes that came in binary without having a form that is known

    @Test
    void aFieldOfARecordWhoseBinaryFormIsNotKnownIsNotShownAsText(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            String sql = "select row(1, '65'::odd, array['66'::odd])";
            assertThat(con.fetchValue("select '{66}'::odd[]")).isEqualTo(List.of("66"));
            Row row = (Row) con.fetchValue(sql);
            assertThat(row).isNotNull();
            assertThat(row.get(0)).isEqualTo(1);
            assertThatThrownBy(() -> row.get(1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cast it to text");
            assertThatThrownBy(() -> row.get(1, String.class)).hasMessageContaining("cast it to text");
            assertThatThrownBy(() -> row.get(2)).hasMessageContaining("cast it to text");
            assertThat(con.fetchValue("select '65'::odd")).isEqualTo("65");
        });
    }

    /// Another connection of the loop has learnt the statement, so it is sent with formats that fit no more.
    @Test
    void aColumnThatCameInAnotherFormatThanItsTypesIsNotMisread(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            con.execute("create table turned (v int, w odd); insert into turned values (65, '66')");
            String sql = "select v, w from turned";
            assertThat(con.fetchRow(sql).toMap().values()).containsExactly(65, "66");
            con.execute("alter table turned alter v type odd using v::text::odd, alter w type int using w::text::int");
            try (PgConnection other = Postgres.connect(database.options())) {
                Row row = other.fetchRow(sql);
                assertThat(row).isNotNull();
                assertThatThrownBy(() -> row.get(0)).hasMessageContaining("cast it to text");
                assertThat(row.get(1)).isEqualTo("66");
                assertThat(other.fetchRow(sql).toMap().values()).containsExactly("65", 66);
            }
        });
    }
}
