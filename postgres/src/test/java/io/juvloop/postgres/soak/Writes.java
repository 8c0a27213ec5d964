package io.juvloop.postgres.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.CopyIn;
import io.juvloop.postgres.CopyOptions;
import io.juvloop.postgres.CopySource;
import io.juvloop.postgres.Cursor;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Pipeline;
import io.juvloop.postgres.Queries;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What writes: every number is noted with the end that its write has had.
///
/// Loop thread only, in tasks. One a worker.
final class Writes {
    private static final String INSERT = "insert into soak values ($1)";

    private final Soak soak;
    private final Ledger ledger;
    private final Random random;

    Writes(Soak soak, Random random) {
        this.soak = soak;
        this.ledger = soak.ledger();
        this.random = random;
    }

    /// A write of some numbers.
    @FunctionalInterface
    private interface Write {
        void run(List<Long> numbers) throws Exception;
    }

    /// Notes how a write ends that takes effect as a whole.
    private void noting(int most, Write write) throws Exception {
        List<Long> numbers = ledger.take(1 + random.nextInt(most));
        try {
            write.run(numbers);
        } catch (Throwable failure) {
            ledger.note(numbers, failure);
            throw failure;
        }
        ledger.note(numbers, null);
    }

    private static List<Object[]> rows(List<Long> numbers) {
        return numbers.stream().map(number -> new Object[] {number}).toList();
    }

    void insert(Queries queries) throws Exception {
        noting(1, numbers -> {
            CommandStatus status = queries.execute(INSERT, numbers.getFirst());
            assertThat(status).isEqualTo(new CommandStatus("INSERT", 1));
        });
    }

    void insertHurried(Queries queries) throws Exception {
        insert(queries.withTimeout(Duration.ofMillis(1 + random.nextInt(10))));
    }

    void returning(Queries queries) throws Exception {
        noting(
                1,
                numbers -> assertThat(queries.fetchValue(INSERT + " returning id", numbers.getFirst()))
                        .isEqualTo(numbers.getFirst()));
    }

    void many(Queries queries) throws Exception {
        noting(
                500,
                numbers ->
                        assertThat(queries.executeMany(INSERT, rows(numbers))).isEqualTo(numbers.size()));
    }

    /// The source waits now and then, so that the batch is disturbed in its middle.
    void slowMany(Queries queries) throws Exception {
        noting(30, numbers -> {
            Iterable<Object[]> paused =
                    () -> rows(numbers).stream().peek(each -> pause()).iterator();
            queries.executeMany(INSERT, paused);
        });
    }

    private void pause() {
        if (random.nextInt(10) == 0) {
            Async.sleep(Duration.ofMillis(1));
        }
    }

    void fetchMany(Queries queries) throws Exception {
        noting(50, numbers -> {
            List<Row> rows = queries.fetchMany(INSERT + " returning id", rows(numbers));
            assertThat(rows).extracting(row -> row.getLong(0)).isEqualTo(numbers);
        });
    }

    void insertRecords(Queries queries) throws Exception {
        noting(500, numbers -> queries.insertRecords("soak", List.of("id"), rows(numbers)));
    }

    void copyRecords(Queries queries) throws Exception {
        noting(500, numbers -> queries.copyRecordsToTable("soak", List.of("id"), rows(numbers)));
    }

    void copyText(Queries queries) throws Exception {
        noting(500, numbers -> {
            String text = numbers.stream().map(Object::toString).collect(Collectors.joining("\n", "", "\n"));
            CopySource source = CopySource.of(text.getBytes(StandardCharsets.UTF_8));
            assertThat(queries.copyToTable("soak", source, CopyOptions.TEXT.withColumns(List.of("id"))))
                    .isEqualTo(numbers.size());
        });
    }

    void copyIn(PgConnection con) throws Exception {
        noting(100, numbers -> {
            try (CopyIn in = con.copyIn("copy soak from stdin with (format binary)")) {
                for (long number : numbers) {
                    in.writeRecord(number);
                    pause();
                }
                assertThat(in.finish()).isEqualTo(numbers.size());
            }
        });
    }

    void abortedCopyIn(PgConnection con) {
        List<Long> numbers = ledger.take(20);
        try (CopyIn in = con.copyIn("copy soak from stdin with (format binary)")) {
            for (long number : numbers) {
                in.writeRecord(number);
            }
        }
    }

    /// A source that fails in the middle leaves nothing of the batch.
    void brokenMany(Queries queries) {
        List<Object[]> rows = new ArrayList<>(rows(ledger.take(1 + random.nextInt(50))));
        Collections.shuffle(rows, random);
        rows.add(new Object[] {"no number"});
        try {
            queries.executeMany(INSERT, rows);
            throw new AssertionError("a batch with a text for a number was done");
        } catch (RuntimeException failure) {
            if (!Ledger.isExpected(failure)) {
                assertThat(failure).hasMessageContaining("no number");
            }
        }
    }

    void pipeline(PgConnection con) throws Exception {
        noting(20, numbers -> {
            List<LoopFuture<CommandStatus>> futures = new ArrayList<>();
            try (Pipeline pipeline = con.pipeline()) {
                numbers.forEach(number -> futures.add(soak.seen(pipeline.executeAsync(INSERT, number))));
            }
            for (LoopFuture<CommandStatus> future : futures) {
                assertThat(Async.await(future).rows()).isEqualTo(1);
            }
        });
    }

    // --- Transactions

    /// Numbers of a transaction take effect at its commit, those of a savepoint that is undone never.
    void transaction(PgConnection con) throws Exception {
        List<Long> numbers = new ArrayList<>();
        boolean commits = random.nextInt(4) != 0;
        boolean committing = false;
        try (Transaction transaction = con.transaction()) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                part(con, transaction, numbers);
            }
            if (commits) {
                committing = true;
                transaction.commit();
            }
        } catch (Throwable failure) {
            if (committing) {
                ledger.note(numbers, failure);
            }
            throw failure;
        }
        if (commits) {
            ledger.note(numbers, null);
        }
    }

    private void part(PgConnection con, Transaction transaction, List<Long> numbers) throws Exception {
        switch (random.nextInt(6)) {
            case 0 -> numbers.add(one(transaction));
            case 1 -> savepoint(con, numbers);
            case 2 -> cursor(con);
            case 3 -> {
                List<Long> more = ledger.take(10);
                transaction.copyRecordsToTable("soak", List.of("id"), rows(more));
                numbers.addAll(more);
            }
            case 4 -> {
                List<Long> more = ledger.take(10);
                transaction.executeMany(INSERT, rows(more));
                numbers.addAll(more);
            }
            default -> numbers.add(one(transaction.withTimeout(Duration.ofMillis(1 + random.nextInt(20)))));
        }
    }

    private @Nullable Long one(Queries queries) {
        Long number = ledger.take(1).getFirst();
        queries.execute(INSERT, number);
        return number;
    }

    private void savepoint(PgConnection con, List<Long> numbers) {
        boolean keeps = random.nextBoolean();
        List<Long> inner = new ArrayList<>();
        try (Transaction savepoint = con.transaction()) {
            inner.add(one(savepoint));
            inner.add(one(savepoint));
            if (keeps) {
                savepoint.commit();
                numbers.addAll(inner);
            }
        }
    }

    private void cursor(PgConnection con) {
        try (Cursor cursor = con.cursor("select i from generate_series(1, 100) i")) {
            assertThat(cursor.fetch(10)).hasSize(10);
            assertThat(cursor.forward(5)).isEqualTo(5);
            Row row = cursor.fetchRow();
            assertThat(row == null ? null : row.get(0)).isEqualTo(16);
        }
    }

    /// The limit is for the commit, too.
    void hurriedTransaction(PgConnection con) throws Exception {
        transaction(con.withTimeout(Duration.ofMillis(2 + random.nextInt(20))));
    }
}
