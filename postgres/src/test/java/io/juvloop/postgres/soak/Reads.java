package io.juvloop.postgres.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.CopyOptions;
import io.juvloop.postgres.CopyOut;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.Notification;
import io.juvloop.postgres.Notifications;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.PgStatement;
import io.juvloop.postgres.Queries;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.ServerException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What reads: the answer to each must be its own, whatever was cancelled around it.
///
/// Loop thread only, in tasks. One a worker.
final class Reads {
    private static final int TEXTS = 40;

    private final Soak soak;
    private final Random random;

    Reads(Soak soak, Random random) {
        this.soak = soak;
        this.random = random;
    }

    /// A text that no other statement sends.
    private String unique() {
        return "text " + random.nextLong();
    }

    void value(Queries queries) {
        String sent = unique();
        assertThat(queries.fetchValue(String.class, "select $1::text", sent)).isEqualTo(sent);
    }

    /// Of many texts, so that statements are evicted, and prepared in bursts.
    void rows(Queries queries) {
        int count = random.nextInt(200);
        int text = random.nextInt(TEXTS);
        List<Row> rows = queries.fetch("select i, " + text + " from generate_series(1, $1) i", count);
        assertThat(rows).hasSize(count);
        int expected = 1;
        for (Row row : rows) {
            assertThat(row.getInt(0)).isEqualTo(expected++);
            assertThat(row.getInt(1)).isEqualTo(text);
        }
    }

    void slow(Queries queries) {
        int sent = random.nextInt();
        assertThat(queries.fetchValue(Integer.class, "select $1::int4 from pg_sleep(0.02)", sent))
                .isEqualTo(sent);
    }

    void failing(Queries queries) {
        try {
            queries.fetchValue("select 1 / $1", 0);
        } catch (ServerException failed) {
            if (!Ledger.isExpected(failed)) {
                assertThat(failed).isInstanceOf(DataException.class);
            }
        }
    }

    /// Some of them are cancelled before they are sent, some while they run, most not at all.
    void burst(Queries queries) {
        List<LoopFuture<String>> futures = new ArrayList<>();
        List<String> sent = new ArrayList<>();
        for (int i = random.nextInt(30); i >= 0; i--) {
            sent.add(unique());
            String sql = random.nextInt(10) == 0 ? "select $1::text from pg_sleep(0.01)" : "select $1::text";
            futures.add(soak.seen(queries.fetchValueAsync(String.class, sql, sent.getLast())));
        }
        if (random.nextBoolean()) {
            Async.sleep(Duration.ofMillis(random.nextInt(8)));
        }
        futures.forEach(future -> {
            if (random.nextInt(5) == 0) {
                boolean _ = future.cancel(true);
            }
        });
        for (int i = 0; i < sent.size(); i++) {
            String expected = sent.get(i);
            LoopFuture<String> future = futures.get(i);
            soak.expecting(() -> assertThat(Async.await(future)).isEqualTo(expected));
        }
    }

    void stream(Queries queries) {
        int count = random.nextInt(5_000);
        int enough = random.nextBoolean() ? count : random.nextInt(count + 1);
        int expected = 0;
        try (RowStream rows = queries.stream("select i, repeat('x', 50) from generate_series(1, $1) i", count)) {
            for (Row row : rows) {
                assertThat(row.getInt(0)).isEqualTo(++expected);
                if (expected == enough) {
                    break;
                }
            }
        }
        assertThat(expected).isEqualTo(enough);
    }

    void copyFromQuery(Queries queries) {
        int count = random.nextInt(3_000);
        StringBuilder text = new StringBuilder();
        long rows = queries.copyFromQuery(
                "select i from generate_series(1, $1) i",
                data -> {
                    while (data.hasRemaining()) {
                        text.append((char) data.get());
                    }
                    if (random.nextInt(4) == 0) {
                        Async.sleep(Duration.ofMillis(1));
                    }
                },
                CopyOptions.TEXT,
                count);
        assertThat(rows).isEqualTo(count);
        assertThat(text.toString().lines().filter(line -> !line.isEmpty()).count())
                .isEqualTo(count);
    }

    void copyOut(PgConnection con) {
        boolean leaves = random.nextInt(3) == 0;
        long bytes = 0;
        try (CopyOut out = con.copyOut("copy (select repeat('y', 99) from generate_series(1, 5000)) to stdout")) {
            for (ByteBuffer data : out) {
                bytes += data.remaining();
                if (leaves) {
                    return;
                }
            }
        }
        assertThat(bytes).isEqualTo(500_000);
    }

    void statement(PgConnection con) {
        try (PgStatement statement = con.prepare("select $1::int8 + " + random.nextInt(TEXTS) + " - $2")) {
            for (int i = 0; i < 3; i++) {
                assertThat(statement.fetchValue(Long.class, 7L, 7L)).isNotNull();
            }
        }
    }

    void explain(PgConnection con) {
        try (PgStatement statement = con.prepare("select count(*) from soak where id < $1")) {
            assertThat(statement.explain(true, 100L)).contains("Plan");
        }
    }

    void listen(PgConnection con) {
        String channel = "channel " + random.nextInt(3);
        String sent = unique();
        try (Notifications notifications = con.listen(channel)) {
            con.fetchValue("select pg_notify($1, $2)", channel, sent);
            Notification heard = notifications.next(Duration.ofSeconds(10));
            while (heard != null && !heard.payload().equals(sent)) {
                heard = notifications.next(Duration.ofSeconds(10));
            }
            assertThat(heard).as("a notification of its own").isNotNull();
        }
    }

    /// The view is of one budget; it ends in an answer or in a time-out.
    void limited(Queries queries) {
        Queries hurried = queries.withTimeout(Duration.ofMillis(1 + random.nextInt(25)));
        switch (random.nextInt(4)) {
            case 0 -> value(hurried);
            case 1 -> rows(hurried);
            case 2 -> slow(hurried);
            default -> copyFromQuery(hurried);
        }
    }

    void wrongArgument(Queries queries) {
        try {
            queries.fetchValue("select $1::int4", 1L << 40);
            throw new AssertionError("what does not fit was sent");
        } catch (PgException refused) {
            if (!Ledger.isExpected(refused)) {
                assertThat(refused).isInstanceOf(ArgumentException.class);
            }
        }
    }
}
