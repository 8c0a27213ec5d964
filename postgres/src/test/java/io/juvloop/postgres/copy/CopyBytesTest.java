package io.juvloop.postgres.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.postgres.AccessRule;
import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.CopyIn;
import io.juvloop.postgres.CopyOptions;
import io.juvloop.postgres.CopyOut;
import io.juvloop.postgres.CopySink;
import io.juvloop.postgres.CopySource;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
class CopyBytesTest {
    private final TestDatabase database;

    CopyBytesTest(TestDatabase database) {
        this.database = database;
    }

    private static void makeTable(PgConnection con) {
        con.execute("drop table if exists t; create table t (a int, b text)");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    /// A sink that keeps the text.
    private static final class TextSink implements CopySink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int closes;

        @Override
        public void write(ByteBuffer data) {
            byte[] copy = new byte[data.remaining()];
            data.get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public void close() {
            closes++;
        }

        private String text() {
            return bytes.toString(UTF_8);
        }
    }

    @Test
    void aFileGoesInAndComesOutAsItWas(EventLoop loop, @TempDir Path folder) throws Exception {
        Path in = Files.writeString(folder.resolve("in.csv"), "a,b\n1,\"x,\"\"y\"\n2,\n3,é\n");
        Path out = folder.resolve("out.csv");
        CopyOptions csv = CopyOptions.CSV.withHeader(true);
        InConnection.run(loop, database, con -> {
            makeTable(con);
            assertThat(con.copyToTable("t", CopySource.of(in), csv)).isEqualTo(3);
            assertThat(con.fetchValue("select b from t where a = 1")).isEqualTo("x,\"y");
            assertThat(con.fetchValue("select b from t where a = 2")).isNull();
            assertThat(con.copyFromTable("t", CopySink.of(out), csv)).isEqualTo(3);
        });
        assertThat(Files.readString(out)).isEqualTo(Files.readString(in));
    }

    @Test
    void aCopyOutWithoutRowsMakesAnEmptyFileAndOneThatIsRefusedMakesNone(EventLoop loop, @TempDir Path folder) {
        Path file = folder.resolve("out");
        InConnection.run(loop, database, con -> {
            makeTable(con);
            assertThatExceptionOfType(AccessRule.UndefinedTable.class)
                    .isThrownBy(() -> con.copyFromTable("no_such_table", CopySink.of(file), CopyOptions.TEXT));
            assertThat(file).doesNotExist();
            assertThat(con.copyFromTable("t", CopySink.of(file), CopyOptions.TEXT))
                    .isZero();
            assertThat(file).isEmptyFile();
        });
    }

    @Test
    void manySmallBuffersAndOneLargeOneAreTheSameBytes(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            List<ByteBuffer> small = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                small.add(bytes(i + "\tsmall\n"));
            }
            assertThat(con.copyToTable("t", CopySource.of(small), CopyOptions.TEXT))
                    .isEqualTo(5_000);
            String large = "7\t" + "y".repeat(1 << 20) + "\n";
            ByteBuffer buffer = bytes(large);
            assertThat(con.copyToTable("t", CopySource.of(buffer), CopyOptions.TEXT))
                    .isEqualTo(1);
            assertThat(buffer.remaining()).isEqualTo(large.length());
            assertThat(con.fetchValue("select sum(a) from t where b = 'small'")).isEqualTo(5_000L * 4_999 / 2);
            assertThat(con.fetchValue("select max(length(b)) from t")).isEqualTo(1 << 20);
        });
    }

    @Test
    void whatASourceThrowsComesOutAndItIsClosedOnce(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            IllegalStateException own = new IllegalStateException("unreadable");
            int[] closes = {0};
            CopySource failing = new CopySource() {
                private int reads;

                @Override
                public ByteBuffer read() {
                    if (reads++ == 3) {
                        throw own;
                    }
                    return bytes("1\tx\n");
                }

                @Override
                public void close() {
                    closes[0]++;
                }
            };
            assertThatThrownBy(() -> con.copyToTable("t", failing, CopyOptions.TEXT))
                    .isSameAs(own);
            assertThat(closes[0]).isEqualTo(1);
            assertThat(con.fetchValue("select count(*) from t")).isEqualTo(0L);
        });
    }

    @Test
    void bytesThatAreNoRowsAreTheServersError(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> con.copyToTable("t", CopySource.of("x\ty\n".getBytes(UTF_8)), CopyOptions.TEXT));
            con.ping();
        });
    }

    @Test
    void theArgumentsOfAQueryAreQuoted(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            con.execute("insert into t values (1, 'it''s \\ $1'), (2, null), (3, 'z')");
            TextSink sink = new TextSink();
            long rows = con.copyFromQuery(
                    "select a, b, '$1' from t where b = $2 or a = any($1) -- $3\n order by a",
                    sink,
                    CopyOptions.CSV.withForceQuote(List.of("b")),
                    List.of(3),
                    "it's \\ $1");
            assertThat(rows).isEqualTo(2);
            assertThat(sink.text()).isEqualTo("1,\"it's \\ $1\",$1\n3,\"z\",$1\n");
            assertThat(sink.closes).isEqualTo(1);
            TextSink nulls = new TextSink();
            con.copyFromQuery("select coalesce($1::text, 'none')", nulls, CopyOptions.TEXT, (Object) null);
            assertThat(nulls.text()).isEqualTo("none\n");
        });
    }

    @Test
    void argumentsAreQuotedWhereBackslashesAreEscapesToo(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("set standard_conforming_strings to off; set escape_string_warning to off");
            TextSink sink = new TextSink();
            con.copyFromQuery("select '\\'$1', $1::text", sink, CopyOptions.CSV, "\\', 'it");
            assertThat(sink.text()).isEqualTo("'$1,\"\\', 'it\"\n");
        });
    }

    @Test
    void aQueryThatCopiesNothingIsRefusedAndTheConnectionLives(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            assertThatExceptionOfType(AccessRule.UndefinedTable.class)
                    .isThrownBy(() ->
                            con.copyFromQuery("select $1::int from nowhere", new TextSink(), CopyOptions.TEXT, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> con.copyOut("select 1"));
            assertThatIllegalArgumentException().isThrownBy(() -> con.copyIn("select 1"));
            assertThatIllegalArgumentException().isThrownBy(() -> con.copyIn("copy (select 1) to stdout"));
            assertThatIllegalArgumentException().isThrownBy(() -> con.copyOut("copy t from stdin"));
            con.ping();
        });
    }

    @Test
    void anOpenCopyInTakesBytesAndIsFinished(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            try (CopyIn copy = con.copyIn("copy t from stdin")) {
                ByteBuffer data = bytes("1\tx\n2\t");
                copy.write(data);
                assertThat(data.hasRemaining()).isFalse();
                copy.write(bytes("y\n"));
                assertThatIllegalStateException().isThrownBy(() -> copy.writeRecord(3, "z"));
                assertThat(copy.finish()).isEqualTo(2);
                assertThatIllegalStateException().isThrownBy(() -> copy.write(bytes("3\tz\n")));
            }
            assertThat(con.fetchValue("select string_agg(b, '' order by a) from t"))
                    .isEqualTo("xy");
        });
    }

    @Test
    void anOpenBinaryCopyInTakesRecords(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            try (CopyIn copy = con.copyIn("COPY t (b, a) FROM stdin (FORMAT binary)")) {
                copy.writeRecord("x", 1);
                copy.writeRecord(null, 2);
                assertThat(copy.finish()).isEqualTo(2);
            }
            assertThat(con.fetchValue("select b from t where a = 1")).isEqualTo("x");
        });
    }

    @Test
    void anOpenCopyInThatIsAbortedOrClosedChangesNothing(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            try (CopyIn copy = con.copyIn("copy t from stdin")) {
                copy.write(bytes("1\tx\n"));
                copy.abort("changed my mind");
            }
            try (CopyIn copy = con.copyIn("copy t from stdin")) {
                copy.write(bytes("1\tx\n"));
            }
            assertThat(con.fetchValue("select count(*) from t")).isEqualTo(0L);
        });
    }

    /// The twins of what waits, for callbacks.
    @Test
    void copiesAreWrittenAndReadWithoutWaiting(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            LoopFuture<Long> copied = loop.createFuture();
            CopyIn in = con.copyIn("copy t from stdin");
            var _ = in.writeAsync(ByteBuffer.wrap("1\tone\n".getBytes(UTF_8)))
                    .thenCompose(_ -> in.writeAsync(ByteBuffer.wrap("2\ttwo\n".getBytes(UTF_8))))
                    .thenCompose(_ -> in.finishAsync())
                    .thenAccept(copied::complete);
            assertThat(Async.await(copied)).isEqualTo(2);
            assertThatIllegalStateException().isThrownBy(() -> in.writeAsync(ByteBuffer.allocate(1)));
            Async.await(in.closeAsync());

            CopyOut out = con.copyOut("copy t to stdout");
            StringBuilder text = new StringBuilder();
            for (ByteBuffer data = Async.await(out.nextAsync()); data != null; data = Async.await(out.nextAsync())) {
                text.append(UTF_8.decode(data));
            }
            assertThat(text).hasToString("1\tone\n2\ttwo\n");
            Async.await(out.closeAsync());
            assertThat(con.fetchValue("select count(*) from t")).isEqualTo(2L);
        });
    }

    @Test
    void recordsAreWrittenWithoutWaiting(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            CopyIn in = con.copyIn("copy t (a, b) from stdin (format binary)");
            String text = "x".repeat(10_000);
            for (int i = 0; i < 1_000; i++) {
                Async.await(in.writeRecordAsync(i, text));
            }
            LoopFuture<?> misfit = in.writeRecordAsync(1L << 40, text);
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> Async.await(misfit))
                    .withMessageContaining("record 1000");
            assertThat(in.finish()).isEqualTo(1_000);
            assertThat(con.fetchValue("select sum(length(b)) from t")).isEqualTo(10_000_000L);

            CopyIn aborted = con.copyIn("copy t (a, b) from stdin (format binary)");
            Async.await(aborted.writeRecordAsync(1, "never"));
            Async.await(aborted.abortAsync("enough"));
            assertThat(con.fetchValue("select count(*) from t")).isEqualTo(1_000L);
        });
    }

    /// To cancel the wait for bytes ends the COPY, as it does in a task.
    @Test
    void aReadThatIsGivenUpEndsTheCopy(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            CopyOut out =
                    con.copyOut("copy (select case when i < 10 then repeat('x', 10000) else pg_sleep(20)::text end"
                            + " from generate_series(1, 10) i) to stdout");
            LoopFuture<ByteBuffer> waiting;
            do {
                waiting = out.nextAsync();
                Async.sleep(Duration.ofMillis(20)); // more comes, unless the server sleeps
            } while (waiting.isDone());
            assertThat(waiting.cancel(true)).isTrue();
            Async.await(out.closeAsync());
            assertThat(con.fetchValue("select 1")).isEqualTo(1);
        });
    }

    @Test
    void theTaskThatHoldsACopyInCannotWaitBehindItAndOthersCan(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            Task<Object> other;
            try (CopyIn copy = con.copyIn("copy t from stdin")) {
                copy.write(bytes("1\tx\n"));
                assertThatIllegalStateException()
                        .isThrownBy(() -> con.fetchValueAsync("select 1"))
                        .withMessageContaining("COPY");
                other = loop.createTask(() -> con.fetchValue("select count(*) from t"));
                Async.sleep(Duration.ofMillis(5));
                assertThat(other.isDone()).isFalse();
                copy.write(bytes("2\ty\n"));
                LoopFuture<Long> finished = copy.finishAsync();
                assertThat(con.fetchValue("select sum(a) from t")).isEqualTo(3L);
                assertThat(Async.await(finished)).isEqualTo(2);
            }
            assertThat(Async.await(other)).isEqualTo(2L);
        });
    }

    @Test
    void theTaskThatHoldsACopyInMayCloseTheConnection(EventLoop loop) {
        InConnection.run(loop, database, CopyBytesTest::makeTable);
        InConnection.run(loop, database, con -> {
            CopyIn copy = con.copyIn("copy t from stdin");
            copy.write(bytes("1\tx\n"));
            con.close();
            assertThatThrownBy(copy::finish).isNotInstanceOf(ConnectionLost.class);
            copy.close();
        });
    }

    @Test
    void anOpenCopyOutGivesBuffersAndCountsRows(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            long size = 0;
            try (CopyOut copy = con.copyOut("copy (select generate_series(1, 100000)) to stdout")) {
                for (ByteBuffer data : copy) {
                    size += data.remaining();
                }
                assertThat(copy.rows()).isEqualTo(100_000);
                assertThat(copy.next()).isNull();
            }
            assertThat(size).isEqualTo(588_895);
        });
    }

    @Test
    void anOpenCopyOutThatIsClosedEarlyEndsOnTheServer(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (CopyOut copy = con.copyOut("copy (select generate_series(1, 1000000000)) to stdout")) {
                assertThat(copy.next()).isNotNull();
                assertThatIllegalStateException().isThrownBy(con::ping).withMessageContaining("COPY");
            }
            assertThat(con.fetchValue("select 1")).isEqualTo(1);
        });
    }

    @Test
    void anErrorInTheMiddleOfACopyOutIsThrownWhereItIsRead(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            String failing = "copy (select 1 / (50000 - g) from generate_series(1, 50001) g) to stdout";
            try (CopyOut copy = con.copyOut(failing)) {
                assertThatExceptionOfType(DataException.class).isThrownBy(() -> {
                    while (copy.next() != null) {
                        // goes on to the error
                    }
                });
            }
            con.ping();
        });
    }
}
