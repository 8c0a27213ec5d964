package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.types.BitString;
import io.juvloop.postgres.types.Box;
import io.juvloop.postgres.types.Cidr;
import io.juvloop.postgres.types.Circle;
import io.juvloop.postgres.types.Inet;
import io.juvloop.postgres.types.Interval;
import io.juvloop.postgres.types.Line;
import io.juvloop.postgres.types.Lseg;
import io.juvloop.postgres.types.Lsn;
import io.juvloop.postgres.types.MacAddress;
import io.juvloop.postgres.types.Money;
import io.juvloop.postgres.types.Multirange;
import io.juvloop.postgres.types.Path;
import io.juvloop.postgres.types.Point;
import io.juvloop.postgres.types.Polygon;
import io.juvloop.postgres.types.Range;
import io.juvloop.postgres.types.Snapshot;
import io.juvloop.postgres.types.Tid;
import io.juvloop.postgres.types.TsQuery;
import io.juvloop.postgres.types.TsVector;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Values of every type, with what they are in Java.
final class Samples {
    private Samples() {}

    private static Sample sample(String type, String literal, Object value) {
        return new Sample(type, literal, value);
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    static List<Sample> all() {
        List<Sample> all = new ArrayList<>();
        all.addAll(numbers());
        all.addAll(decimals());
        all.addAll(texts());
        all.addAll(times());
        all.addAll(identifiers());
        all.addAll(geometry());
        all.addAll(networks());
        all.addAll(searches());
        all.addAll(ranges());
        all.addAll(arrays());
        all.addAll(extensions());
        return all;
    }

    static List<Sample> numbers() {
        return List.of(
                sample("bool", "t", true),
                sample("bool", "f", false),
                sample("int2", "-32768", Short.MIN_VALUE),
                sample("int2", "258", (short) 258),
                sample("int4", "-2147483648", Integer.MIN_VALUE),
                sample("int4", "16909060", 0x01020304),
                sample("int8", "-9223372036854775808", Long.MIN_VALUE),
                sample("int8", "9223372036854775807", Long.MAX_VALUE),
                sample("float4", "1.5", 1.5f),
                sample("float4", "NaN", Float.NaN),
                sample("float8", "-0.1", -0.1),
                sample("float8", "Infinity", Double.POSITIVE_INFINITY),
                sample("money", "-12.34", new Money(-1234)),
                sample("oid", "4294967295", 4294967295L),
                sample("xid", "3000000000", 3000000000L),
                sample("cid", "7", 7L),
                sample("regclass", "pg_class", 1259L),
                sample("regtype", "int4", 23L),
                sample("xid8", "12345678901", 12345678901L),
                sample("bit", "10100000001", BitString.parse("10100000001")),
                sample("varbit", "", BitString.parse("")),
                sample("varbit", "11111111", BitString.parse("11111111")));
    }

    static List<Sample> decimals() {
        return List.of(
                sample("numeric", "0", decimal("0")),
                sample("numeric", "0.00", decimal("0.00")),
                sample("numeric", "1", decimal("1")),
                sample("numeric", "-1", decimal("-1")),
                sample("numeric", "10000", decimal("10000")),
                sample("numeric", "12345678", decimal("12345678")),
                sample("numeric", "0.001000", decimal("0.001000")),
                sample("numeric", "0.1", decimal("0.1")),
                sample("numeric", "-0.00001", decimal("-0.00001")),
                sample("numeric", "1234567890.12345", decimal("1234567890.12345")),
                sample("numeric", "999999999999999", decimal("999999999999999")),
                sample("numeric", "1000000000000000", decimal("1000000000000000")),
                sample("numeric", "9999999999999999", decimal("9999999999999999")),
                sample("numeric", "100000000000000000000000000000", decimal("100000000000000000000000000000")),
                sample("numeric", "-98765432109876543210.0123456789", decimal("-98765432109876543210.0123456789")),
                sample("numeric", "0.00000000000000000000000012300", decimal("0.00000000000000000000000012300")),
                sample("numeric", "10000000000000000.0000000000000000", decimal("10000000000000000.0000000000000000")));
    }

    static List<Sample> texts() {
        return List.of(
                sample("text", "", ""),
                sample("text", "naïve 東京 😀", "naïve 東京 😀"),
                sample("varchar", "abc", "abc"),
                sample("bpchar", "ab ", "ab "),
                sample("name", "pg_class", "pg_class"),
                sample("xml", "<a>1</a>", "<a>1</a>"),
                sample("refcursor", "c1", "c1"),
                sample("char", "x", 'x'),
                sample("bytea", "\\x00ff10", new byte[] {0, (byte) 0xff, 16}),
                sample("bytea", "", new byte[0]),
                sample("json", "{\"a\": [1]}", "{\"a\": [1]}"),
                sample("jsonb", "{\"a\": [1]}", "{\"a\": [1]}"),
                sample("jsonpath", "$.\"a\"[*]", "$.\"a\"[*]"));
    }

    static List<Sample> times() {
        return List.of(
                sample("date", "2000-01-01", LocalDate.of(2000, 1, 1)),
                sample("date", "1999-12-31", LocalDate.of(1999, 12, 31)),
                sample("date", "4713-01-01 BC", LocalDate.of(-4712, 1, 1)),
                sample("date", "5874897-12-31", LocalDate.of(5874897, 12, 31)),
                sample("date", "infinity", LocalDate.MAX),
                sample("date", "-infinity", LocalDate.MIN),
                sample("time", "00:00:00", LocalTime.MIDNIGHT),
                sample("time", "23:59:59.999999", LocalTime.of(23, 59, 59, 999_999_000)),
                sample("time", "24:00:00", LocalTime.MAX),
                sample("timetz", "12:30:00.5+05:30", OffsetTime.parse("12:30:00.5+05:30")),
                sample("timetz", "12:30:00-08", OffsetTime.parse("12:30:00-08:00")),
                sample("timestamp", "2000-01-01 00:00:00", LocalDateTime.of(2000, 1, 1, 0, 0)),
                sample("timestamp", "1969-12-31 23:59:59.999999", LocalDateTime.parse("1969-12-31T23:59:59.999999")),
                sample("timestamp", "4713-01-01 00:00:00 BC", LocalDateTime.of(-4712, 1, 1, 0, 0)),
                sample(
                        "timestamp",
                        "294276-12-31 23:59:59.999999",
                        LocalDateTime.of(294276, 12, 31, 23, 59, 59, 999_999_000)),
                sample("timestamp", "infinity", LocalDateTime.MAX),
                sample("timestamp", "-infinity", LocalDateTime.MIN),
                sample("timestamptz", "2024-02-29 12:00:00.000001+00", Instant.parse("2024-02-29T12:00:00.000001Z")),
                sample("timestamptz", "infinity", Instant.MAX),
                sample("timestamptz", "-infinity", Instant.MIN),
                sample("interval", "1 mon -2 days 00:00:00.000003", new Interval(1, -2, 3)),
                sample("interval", "1 year 25:00:00", new Interval(12, 0, 90_000_000_000L)),
                sample("interval", "infinity", Interval.INFINITY),
                sample("interval", "-infinity", Interval.NEGATIVE_INFINITY));
    }

    static List<Sample> identifiers() {
        return List.of(
                sample(
                        "uuid",
                        "01234567-89ab-cdef-fedc-ba9876543210",
                        UUID.fromString("01234567-89ab-cdef-fedc-ba9876543210")),
                sample("tid", "(4294967295,65535)", new Tid(4294967295L, 65535)),
                sample("pg_lsn", "16/B374D848", Lsn.parse("16/B374D848")),
                sample("pg_snapshot", "10:20:10,14,15", new Snapshot(10, 20, List.of(10L, 14L, 15L))),
                sample("txid_snapshot", "10:20:", new Snapshot(10, 20, List.of())));
    }

    static List<Sample> geometry() {
        Point one = new Point(1, -2.5);
        Point other = new Point(3, 4);
        return List.of(
                sample("point", "(1,-2.5)", one),
                sample("line", "{1,2,3}", new Line(1, 2, 3)),
                sample("lseg", "[(1,-2.5),(3,4)]", new Lseg(one, other)),
                sample("box", "(3,4),(1,-2.5)", new Box(other, one)),
                sample("path", "[(1,-2.5),(3,4)]", new Path(List.of(one, other), false)),
                sample("path", "((1,-2.5),(3,4))", new Path(List.of(one, other), true)),
                sample("polygon", "((1,-2.5),(3,4))", new Polygon(List.of(one, other))),
                sample("circle", "<(1,-2.5),2>", new Circle(one, 2)));
    }

    static List<Sample> networks() {
        return List.of(
                sample("inet", "192.168.0.1", Inet.parse("192.168.0.1")),
                sample("inet", "192.168.0.1/24", Inet.parse("192.168.0.1/24")),
                sample("inet", "fe80::1/64", Inet.parse("fe80::1/64")),
                sample("cidr", "10.0.0.0/8", Cidr.parse("10.0.0.0/8")),
                sample("cidr", "2001:db8::/32", Cidr.parse("2001:db8::/32")),
                sample("macaddr", "08:00:2b:01:02:03", MacAddress.parse("08:00:2b:01:02:03")),
                sample("macaddr8", "08:00:2b:01:02:03:04:05", MacAddress.parse("08:00:2b:01:02:03:04:05")));
    }

    static List<Sample> searches() {
        return List.of(
                sample("tsvector", "", TsVector.of()),
                sample(
                        "tsvector",
                        "a:1,3B cat:5A dog",
                        TsVector.of(
                                new TsVector.Lexeme(
                                        "a", List.of(new TsVector.Position(1, 'D'), new TsVector.Position(3, 'B'))),
                                new TsVector.Lexeme("cat", List.of(new TsVector.Position(5, 'A'))),
                                TsVector.Lexeme.of("dog"))),
                sample("tsquery", "", TsQuery.EMPTY),
                sample(
                        "tsquery",
                        "a & !(b | c:*AB) & d <2> e",
                        new TsQuery.And(
                                new TsQuery.And(
                                        TsQuery.word("a"),
                                        new TsQuery.Not(
                                                new TsQuery.Or(TsQuery.word("b"), new TsQuery.Word("c", "AB", true)))),
                                new TsQuery.FollowedBy(TsQuery.word("d"), TsQuery.word("e"), 2))));
    }

    static List<Sample> ranges() {
        return List.of(
                sample("int4range", "[1,11)", Range.of(1, 11)),
                sample("int4range", "empty", Range.empty()),
                sample("int8range", "(,5)", Range.of(null, 5L)),
                sample("numrange", "(1.5,2.50]", Range.of(decimal("1.5"), false, decimal("2.50"), true)),
                sample("numrange", "(,)", Range.unbounded()),
                sample("daterange", "[2024-01-01,infinity)", Range.of(LocalDate.of(2024, 1, 1), LocalDate.MAX)),
                sample("tsrange", "[2024-01-01 00:00:00,]", Range.of(LocalDateTime.of(2024, 1, 1, 0, 0), null)),
                sample(
                        "tstzrange",
                        "[2024-01-01 00:00:00+00,2024-01-02 00:00:00+00]",
                        Range.closed(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-01-02T00:00:00Z"))),
                sample("int4multirange", "{[1,11)}", Multirange.of(Range.of(1, 11))),
                sample("int4multirange", "{}", Multirange.of()),
                sample(
                        "nummultirange",
                        "{(,1],[5,)}",
                        Multirange.of(
                                Range.of(null, false, decimal("1"), true), Range.of(decimal("5"), true, null, false))));
    }

    static List<Sample> arrays() {
        return List.of(
                sample("_int4", "{}", List.of()),
                sample("_int4", "{1,NULL}", withNulls(1, null)),
                sample("_int4", "{{1,2},{3,4}}", List.of(List.of(1, 2), List.of(3, 4))),
                sample(
                        "_int4",
                        "{{{1},{2}},{{3},{4}}}",
                        List.of(List.of(List.of(1), List.of(2)), List.of(List.of(3), List.of(4)))),
                sample("_text", "{a,NULL,NULL}", withNulls("a", null, null)),
                sample("_bytea", "{\"\\\\x00ff\",\"\\\\x\"}", List.of(new byte[] {0, (byte) 0xff}, new byte[0])),
                sample("_numeric", "{1.50,2}", List.of(decimal("1.50"), decimal("2"))),
                sample("_point", "{\"(1,2)\"}", List.of(new Point(1, 2))),
                sample("_int4range", "{\"[1,3)\",empty}", List.of(Range.of(1, 3), Range.empty())),
                sample("_jsonb", "{\"[1]\"}", List.of("[1]")),
                sample("int2vector", "1 2", List.of((short) 1, (short) 2)),
                sample("oidvector", "1 4294967295", List.of(1L, 4294967295L)));
    }

    static List<Sample> extensions() {
        Map<String, @Nullable String> pairs = new HashMap<>();
        pairs.put("a", null);
        return List.of(
                sample("hstore", "a=>NULL", pairs),
                sample("hstore", "", Map.of()),
                sample("hstore", "key=>value", Map.of("key", "value")),
                sample("ltree", "top.science", "top.science"),
                sample("lquery", "top.*", "top.*"),
                sample("ltxtquery", "a & b", "a & b"),
                sample("citext", "AbC", "AbC"));
    }

    private static List<@Nullable Object> withNulls(@Nullable Object... elements) {
        return Arrays.asList(elements);
    }
}
