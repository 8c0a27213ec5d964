package io.juvloop.postgres.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.postgres.CopyOptions;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@PostgresTest
class CopyOutTest {
    private static final int ROWS = 3_000;
    private static final long ROW = 100_001; // with its line end

    private final TestDatabase database;

    CopyOutTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    @Tag("case-24")
    void aHeapOf64MegabytesIsEnoughFor300(TestDatabase own) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m"));
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (argument.startsWith("--add-opens")
                    || argument.startsWith("--enable-native-access")
                    || argument.startsWith("-Djuvloop")) {
                command.add(argument);
            }
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapCopy.class.getName(),
                own.dsn(),
                Integer.toString(ROWS)));
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(program.getInputStream().readAllBytes(), UTF_8);
        assertThat(program.waitFor()).as(output).isZero();
        assertThat(output).contains("bytes: " + ROWS * ROW);
    }

    @Test
    @Tag("case-24")
    void threeHundredMegabytesGoThroughASinkThatSuspendsForEachBuffer(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            long[] bytes = {0};
            int[] largest = {0};
            long rows = con.copyFromQuery(
                    "select repeat('x', 100000) from generate_series(1, " + ROWS + ")",
                    data -> {
                        bytes[0] += data.remaining();
                        largest[0] = Math.max(largest[0], data.remaining());
                        Async.sleep(Duration.ZERO);
                    },
                    CopyOptions.TEXT);
            assertThat(rows).isEqualTo(ROWS);
            assertThat(bytes[0]).isEqualTo(ROWS * ROW);
            assertThat(largest[0]).isLessThan(1 << 20);
        });
    }

    @Test
    @Tag("case-24")
    void whatASinkThrowsComesOutAsItIsAndTheNextQueryRunsSoon(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            IllegalStateException own = new IllegalStateException("the disk is full");
            int[] calls = {0};
            assertThatThrownBy(() -> con.copyFromQuery(
                            "select repeat('x', 100000) from generate_series(1, 1000000)",
                            data -> {
                                if (++calls[0] == 5) {
                                    throw own;
                                }
                            },
                            CopyOptions.TEXT))
                    .isSameAs(own);
            long start = System.nanoTime();
            assertThat(con.fetchValue("select 1")).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(calls[0]).isEqualTo(5);
        });
    }

    /// The kernel's buffers on the way fill, then the server waits.
    @Test
    void aSlowSinkPausesReadingSoThatLittleIsKept(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection con = Postgres.connect(proxy.through(database.options()))) {
                long[] bytes = {0};
                long[] whileItWaits = {0};
                con.copyFromQuery(
                        "select repeat('x', 1000) from generate_series(1, 100000)",
                        data -> {
                            bytes[0] += data.remaining();
                            if (whileItWaits[0] == 0) {
                                whileItWaits[0] = passedOn(proxy);
                            }
                        },
                        CopyOptions.TEXT);
                assertThat(bytes[0]).isEqualTo(100_000 * 1_001L);
                assertThat(whileItWaits[0]).isLessThan(bytes[0] / 3);
            }
        });
    }

    /// How much has passed when nothing more does.
    private static long passedOn(Proxy proxy) throws Exception {
        long before;
        do {
            before = proxy.bytesToClient();
            Async.sleep(Duration.ofMillis(50)); // what is in the kernel's buffers is on its way
        } while (proxy.bytesToClient() > before);
        return before;
    }
}
