package io.juvloop.benchmarks.jmh;

import io.juvloop.postgres.PgType;
import io.juvloop.postgres.internal.type.TypeCatalog;
import io.juvloop.postgres.internal.type.TypeCodec;
import io.juvloop.postgres.internal.type.TypeOptions;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.Interval;
import io.juvloop.postgres.types.Range;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The codecs of the PostgreSQL driver. An operation is one value, written into a buffer or read from a row's bytes.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PostgresCodecBenchmark {
    private static final int CAPACITY = 1 << 13;
    private static final int INT4_ARRAY = 1007;
    private static final int INT4_RANGE = 3904;
    private static final int ELEMENTS = 100;

    private static final Map<String, Sample> SAMPLES = Map.ofEntries(
            Map.entry("bool", new Sample(PgType.BOOL.oid(), true)),
            Map.entry("int2", new Sample(PgType.INT2.oid(), (short) 7)),
            Map.entry("int4", new Sample(PgType.INT4.oid(), 123_456)),
            Map.entry("int8", new Sample(PgType.INT8.oid(), 1L << 40)),
            Map.entry("float4", new Sample(PgType.FLOAT4.oid(), 0.5f)),
            Map.entry("float8", new Sample(PgType.FLOAT8.oid(), 0.25)),
            Map.entry("numeric", new Sample(PgType.NUMERIC.oid(), new BigDecimal("12345.6789"))),
            Map.entry("text", new Sample(PgType.TEXT.oid(), "a text of thirty-two characters!")),
            Map.entry("bytea", new Sample(PgType.BYTEA.oid(), new byte[ELEMENTS])),
            Map.entry("uuid", new Sample(PgType.UUID.oid(), new UUID(1, 2))),
            Map.entry("date", new Sample(PgType.DATE.oid(), LocalDate.of(2020, 2, 29))),
            Map.entry("time", new Sample(PgType.TIME.oid(), LocalTime.NOON)),
            Map.entry("timestamp", new Sample(PgType.TIMESTAMP.oid(), LocalDateTime.of(2020, 2, 29, 12, 0))),
            Map.entry("timestamptz", new Sample(PgType.TIMESTAMPTZ.oid(), Instant.EPOCH)),
            Map.entry("interval", new Sample(PgType.INTERVAL.oid(), new Interval(1, 2, 3))),
            Map.entry("int4[]", new Sample(INT4_ARRAY, new int[ELEMENTS])),
            Map.entry("int4range", new Sample(INT4_RANGE, Range.of(1, 9))));

    @Param({
        "bool",
        "int2",
        "int4",
        "int8",
        "float4",
        "float8",
        "numeric",
        "text",
        "bytea",
        "uuid",
        "date",
        "time",
        "timestamp",
        "timestamptz",
        "interval",
        "int4[]",
        "int4range"
    })
    private String type;

    private final OutBuffer out = new OutBuffer(CAPACITY);
    private TypeCodec<?> codec;
    private Object value;
    private byte[] bytes;

    private record Sample(int oid, Object value) {}

    /// Writes the value once, for the reading.
    @Setup
    public void prepare() {
        Sample sample = SAMPLES.get(type);
        codec = new TypeCatalog(TypeOptions.DEFAULT).byOid(sample.oid).codec();
        value = sample.value;
        codec.encode(value, out);
        bytes = out.toByteArray();
    }

    /// Writes a value.
    ///
    /// @return how many bytes
    @Benchmark
    public int encode() {
        out.truncate(0);
        codec.encode(value, out);
        return out.position();
    }

    /// Reads a value as the type's default class.
    ///
    /// @return the object
    @Benchmark
    public @Nullable Object decode() {
        return codec.decode(bytes, 0, bytes.length);
    }
}
