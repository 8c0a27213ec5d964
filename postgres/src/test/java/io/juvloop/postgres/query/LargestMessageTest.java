package io.juvloop.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server hangs up at a message of a GiB and more, so none is sent: what waits on the connection does not suffer.
///
/// The bytes are those of a file without any, so they take no memory as long as they are not read.
@PostgresTest
class LargestMessageTest {
    @TempDir
    private Path folder;

    private ByteBuffer bytes(int size) throws IOException {
        try (FileChannel file = FileChannel.open(
                folder.resolve("empty"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE)) {
            return file.map(MapMode.READ_WRITE, 0, size);
        }
    }

    @Test
    void whatNoServerReadsIsRefusedAndHarmsNoOther(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            con.execute("create table large (a bytea, b bytea)");
            ByteBuffer half = bytes(1 << 29);
            List<ThrowingCallable> all = List.of(
                    () -> con.fetchValue("select length($1::bytea) + length($2::bytea)", half, half),
                    () -> con.executeMany("insert into large values ($1, $2)", List.of(List.of(half, half))),
                    () -> con.copyRecordsToTable("large", List.of(), List.of(List.of(half, half))));
            for (ThrowingCallable each : all) {
                refused(con, each);
            }
            assertThat(con.fetchValue("select count(*) from large")).isEqualTo(0L);
        });
    }

    private static void refused(PgConnection con, ThrowingCallable call) {
        LoopFuture<Object> before = con.fetchValueAsync("select 1");
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining("1073741822 bytes");
        assertThat(Async.await(before)).isEqualTo(1);
        assertThat(con.fetchValue("select 2")).isEqualTo(2);
    }
}
