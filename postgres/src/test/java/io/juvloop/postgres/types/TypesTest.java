package io.juvloop.postgres.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Values to a real server and back.
@PostgresTest
class TypesTest {
    enum Mood {
        SAD,
        HAPPY
    }

    @BeforeAll
    static void defineTypes(TestDatabase database) {
        database.sql("create extension hstore; create extension ltree; create extension citext;"
                + " create type mood as enum ('sad', 'happy'); create domain positive as int8 check (value > 0);"
                + " create type floats as range (subtype = float8)");
    }

    // --- Case 8: values that drivers get wrong

    @Test
    @Tag("case-8")
    void aNumericKeepsItsScale(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            BigDecimal number = new BigDecimal("0.001000");
            assertThat(con.fetchValue("select '0.001000'::numeric")).isEqualTo(number);
            assertThat(con.fetchValue("select $1::numeric", number)).isEqualTo(number);
            assertThat(con.fetchValue("select $1::numeric::text", number)).isEqualTo("0.001000");
        });
    }

    @Test
    @Tag("case-8")
    void notANumberIsADoubleAndNoBigDecimal(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            assertThat(con.fetchValue(Double.class, "select 'NaN'::numeric")).isNaN();
            assertThat(con.fetchValue("select $1::numeric::text", Double.NaN)).isEqualTo("NaN");
            Row row = con.fetchRow("select 1, 'NaN'::numeric as ratio");
            assertThat(row).isNotNull();
            assertThatThrownBy(() -> row.get("ratio"))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("ratio");
            assertThat(row.get("ratio", String.class)).isEqualTo("NaN");
        });
    }

    @Test
    @Tag("case-8")
    void datesReachTheInfinitiesAndTheTimeBeforeChrist(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            assertThat(con.fetchValue("select 'infinity'::date")).isEqualTo(LocalDate.MAX);
            assertThat(con.fetchValue("select $1::date::text", LocalDate.MIN)).isEqualTo("-infinity");
            assertThat(con.fetchValue("select '4713-01-01 BC'::date")).isEqualTo(LocalDate.of(-4712, 1, 1));
            assertThat(con.fetchValue("select $1::date::text", LocalDate.of(-4712, 1, 1)))
                    .isEqualTo("4713-01-01 BC");
            assertThat(con.fetchValue("select $1::timestamptz::text", Instant.MAX))
                    .isEqualTo("infinity");
            assertThat(con.fetchValue("select '-infinity'::timestamp")).isEqualTo(LocalDateTime.MIN);
        });
    }

    @Test
    @Tag("case-8")
    void twentyFourHoursAreTheLastTimeOfADay(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            assertThat(con.fetchValue("select time '24:00'")).isEqualTo(LocalTime.MAX);
            assertThat(con.fetchValue("select $1::time::text", LocalTime.MAX)).isEqualTo("24:00:00");
        });
    }

    @Test
    @Tag("case-8")
    void anIntervalKeepsItsThreeParts(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            Interval interval = new Interval(1, -2, 3);
            assertThat(con.fetchValue("select '1 mon -2 days 3 us'::interval")).isEqualTo(interval);
            assertThat(con.fetchValue("select $1::interval", interval)).isEqualTo(interval);
            assertThat(con.fetchValue("select $1::interval", interval.toString()))
                    .isEqualTo(interval);
        });
    }

    @Test
    @Tag("case-8")
    void arraysHaveNullsBoundsAndDimensions(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            assertThat(con.fetchValue("select '[2:3]={1,NULL}'::int[]")).isEqualTo(Arrays.asList(1, null));
            assertThat(con.fetchValue("select '{{1,2},{3,4}}'::int[]"))
                    .isEqualTo(List.of(List.of(1, 2), List.of(3, 4)));
            int[][] square = {{1, 2}, {3, 4}};
            assertThat(con.fetchValue(int[][].class, "select '{{1,2},{3,4}}'::int[]"))
                    .isEqualTo(square);
            assertThat(con.fetchValue("select $1::int[]::text", (Object) square))
                    .isEqualTo("{{1,2},{3,4}}");
            assertThat(con.fetchValue("select $1::int8[]::text", Arrays.asList(1, null)))
                    .isEqualTo("{1,NULL}");
            assertThat(con.fetchValue(Long.class, "select count(*) from pg_type where oid = any($1)", (Object)
                            new int[] {16, 17}))
                    .isEqualTo(2L);
        });
    }

    // --- Case 9: arguments are checked before a byte is sent

    @Test
    @Tag("case-9")
    void anArgumentThatDoesNotFitIsRefusedAndHarmsNothing(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            try (Transaction tx = con.transaction()) {
                tx.execute("select 1");
                assertThatThrownBy(() -> con.fetch("select $1::int4", 2147483648L))
                        .isInstanceOfSatisfying(ArgumentException.class, refused -> {
                            assertThat(refused.place()).isEqualTo("$1");
                            assertThat(refused.valueClass()).isEqualTo(Long.class);
                            assertThat(refused.wantedType()).isEqualTo("int4");
                        })
                        .hasMessageContaining("$1")
                        .hasMessageContaining("2147483648")
                        .hasMessageContaining("int4");
                assertThat(tx.fetchValue("select 2")).isEqualTo(2);
                tx.commit();
            }
            assertThatThrownBy(() -> con.fetch("select $1::text, $2::text", "ok", "a\0b"))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("$2");
            assertThatThrownBy(() -> con.fetch("select $1::text", "\ud83d")).isInstanceOf(ArgumentException.class);
            assertThatThrownBy(() -> con.fetch("select $1::timestamp", Instant.EPOCH))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("LocalDateTime");
            assertThat(con.fetchValue("select 3")).isEqualTo(3);
        });
    }

    @Test
    void textIsALiteralOfEveryTypeBesideBinaryArguments(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            Row row = con.fetchRow(
                    "select $1::int4 + $2::int4, $3::int4[], $4::int4range, $5::bool, $6::mood, $7::jsonb",
                    "40",
                    2,
                    "{1,2}",
                    "[1,5)",
                    CharBuffer.wrap("yes"),
                    "sad",
                    "[1]");
            assertThat(row).isNotNull();
            assertThat(row.toMap().values()).hasSizeGreaterThan(1);
            assertThat(row.get(0)).isEqualTo(42);
            assertThat(row.get(1)).isEqualTo(List.of(1, 2));
            assertThat(row.get(2)).isEqualTo(Range.of(1, 5));
            assertThat(row.getBoolean(3)).isTrue();
            assertThat(row.get(4)).isEqualTo("sad");
            assertThat(row.get(5)).isEqualTo("[1]");
        });
    }

    // --- Case 11: ranges, hstore

    @Test
    @Tag("case-11")
    void aMultirangeIsMergedAndAnEmptyRangeIsNotNull(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            Multirange<Integer> two = Multirange.of(Range.of(1, 9), Range.of(9, 11));
            assertThat(con.fetchValue("select $1::int4multirange", two)).isEqualTo(Multirange.of(Range.of(1, 11)));
            assertThat(con.fetchValue("select 'empty'::int4range")).isEqualTo(Range.empty());
            assertThat(con.fetchValue("select isempty($1::int4range)", Range.empty()))
                    .isEqualTo(true);
            assertThat(con.fetchValue("select $1::int4range", Range.closed(1, 3)))
                    .isEqualTo(Range.of(1, 4));
        });
    }

    @Test
    @Tag("case-11")
    void anHstoreKeepsItsNull(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            Object value = con.fetchValue("select 'a=>NULL, b=>c'::hstore");
            assertThat(value).isInstanceOf(Map.class);
            assertThat(((Map<?, ?>) value).get("a")).isNull();
            assertThat(((Map<?, ?>) value).get("b")).isEqualTo("c");
            assertThat(con.fetchValue("select $1::hstore = 'a=>NULL, b=>c'::hstore", value))
                    .isEqualTo(true);
        });
    }

    // --- Types of this database

    @Test
    void enumsDomainsAndRangesOfTheDatabaseAreLookedUp(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            assertThat(con.fetchValue(Mood.class, "select $1::mood", Mood.HAPPY))
                    .isEqualTo(Mood.HAPPY);
            assertThat(con.fetchValue("select $1::mood[]", List.of(Mood.SAD, "happy")))
                    .isEqualTo(List.of("sad", "happy"));
            assertThat(con.fetchValue("select $1::positive", 5)).isEqualTo(5L);
            assertThat(con.fetchValue("select array[$1::positive]", 5L)).isEqualTo(List.of(5L));
            assertThat(con.fetchValue("select $1::floats", Range.of(1.5, 2.5))).isEqualTo(Range.of(1.5, 2.5));
            assertThat(con.fetchValue("select array[$1::floats]", Range.of(1.5, 2.5)))
                    .isEqualTo(List.of(Range.of(1.5, 2.5)));
            assertThat(con.fetchValue("select $1::citext = 'ABC'", "abc")).isEqualTo(true);
            assertThat(con.fetchValue("select $1::ltree", "a.b.c")).isEqualTo("a.b.c");
            assertThat(con.fetchValue("select '{a.b,c}'::ltree[]")).isEqualTo(List.of("a.b", "c"));
        });
    }

    @Test
    void whatHasNoBinaryFormComesAsText(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            Row row = con.fetchRow("select '{tester=r/tester}'::aclitem[], 'tester=r/tester'::aclitem, 7");
            assertThat(row).isNotNull();
            assertThat(row.get(0)).isEqualTo(List.of("tester=r/tester"));
            assertThat(row.get(1)).isEqualTo("tester=r/tester");
            assertThat(row.getInt(2)).isEqualTo(7);
        });
    }

    @Test
    void aVoidFunctionGivesNull(EventLoop loop, TestDatabase database) {
        InConnection.run(
                loop,
                database,
                con -> assertThat(con.fetchValue("select pg_notify('x', '')")).isNull());
    }

    /// A copy of a wrong length would be seen as the neighbour's bytes.
    @Test
    void allTypesOfOneRowStandBesideEachOther(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, TypesTest::oneRow);
    }

    private static void oneRow(PgConnection con) {
        Row row = con.fetchRow("select 1::int2, 'a'::text, null::uuid, '{1,2}'::int8[], '\\x01'::bytea, true,"
                + " '10.0.0.1/8'::inet, '(1,2)'::point, 'a:1'::tsvector, '16/1'::pg_lsn, b'101'");
        assertThat(row).isNotNull();
        assertThat(row.getShort(0)).isEqualTo((short) 1);
        assertThat(row.getString(1)).isEqualTo("a");
        assertThat(row.get(2)).isNull();
        assertThat(row.get(3, long[].class)).isEqualTo(new long[] {1, 2});
        assertThat(row.getBytes(4)).isEqualTo(new byte[] {1});
        assertThat(row.getBoolean(5)).isTrue();
        assertThat(row.get(6)).isEqualTo(Inet.parse("10.0.0.1/8"));
        assertThat(row.get(7)).isEqualTo(new Point(1, 2));
        assertThat(row.get(8)).isEqualTo(TsVector.of(TsVector.Lexeme.of("a", 1)));
        assertThat(row.get(9)).isEqualTo(Lsn.parse("16/1"));
        assertThat(row.get(10)).isEqualTo(BitString.parse("101"));
    }
}
