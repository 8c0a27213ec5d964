package io.juvloop.postgres.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.Cursor;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.PgStatement;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import org.junit.jupiter.api.Test;

@PostgresTest
class CursorTest {
    private static final String NUMBERS = "select generate_series(1, $1)";

    private final TestDatabase database;

    CursorTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void rowsAreFetchedInPortionsWithOtherStatementsInBetween(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (Transaction tx = con.transaction();
                    Cursor cursor = con.cursor(NUMBERS, 20)) {
                assertThat(cursor.fetch(5)).extracting(row -> row.getInt(0)).containsExactly(1, 2, 3, 4, 5);
                assertThat(con.fetchValue("select 'between'")).isEqualTo("between");
                Row next = cursor.fetchRow();
                assertThat(next).isNotNull();
                assertThat(next.getInt(0)).isEqualTo(6);
                assertThat(cursor.forward(4)).isEqualTo(4);
                assertThat(cursor.fetch(100))
                        .hasSize(10)
                        .first()
                        .extracting(row -> row.getInt(0))
                        .isEqualTo(11);
                assertThat(cursor.fetch(1)).isEmpty();
                assertThat(cursor.fetchRow()).isNull();
                tx.commit();
            }
        });
    }

    @Test
    void forwardMayComeFirstAndGoesNoFurtherThanTheEnd(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (Transaction tx = con.transaction();
                    Cursor cursor = con.cursor(NUMBERS, 20)) {
                assertThat(cursor.forward(15)).isEqualTo(15);
                assertThat(cursor.fetch(2)).extracting(row -> row.getInt(0)).containsExactly(16, 17);
                assertThat(cursor.forward(50)).isEqualTo(3);
                assertThat(cursor.fetch(2)).isEmpty();
                tx.commit();
            }
        });
    }

    @Test
    void iteratingFetchesPortions(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (Transaction tx = con.transaction();
                    PgStatement statement = con.prepare(NUMBERS)) {
                int count = 0;
                for (Row row : statement.cursor(103).withPrefetch(10)) {
                    count++;
                    assertThat(row.getInt(0)).isEqualTo(count);
                }
                assertThat(count).isEqualTo(103);
                assertThat(con.cursor(NUMBERS, 100)).hasSize(100);
                tx.commit();
            }
        });
    }

    @Test
    void outsideATransactionAndOnceClosedItIsRefused(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            Cursor outside = con.cursor(NUMBERS, 1);
            assertThatIllegalStateException().isThrownBy(() -> outside.fetch(1)).withMessageContaining("transaction");
            try (Transaction tx = con.transaction()) {
                Cursor cursor = con.cursor(NUMBERS, 10);
                assertThatIllegalArgumentException().isThrownBy(() -> cursor.fetch(0));
                assertThat(cursor.fetch(1)).hasSize(1);
                assertThat(con.fetchValue("select count(*) from pg_cursors")).isEqualTo(2L); // one is this query's
                cursor.close();
                cursor.close();
                assertThat(con.fetchValue("select count(*) from pg_cursors")).isEqualTo(1L);
                assertThatIllegalStateException().isThrownBy(() -> cursor.fetch(1));
                tx.commit();
            }
        });
    }

    @Test
    void aFailureIsThrownByTheFetchThatMeetsIt(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (Transaction tx = con.transaction()) {
                Cursor cursor = con.cursor("select 1 / (3 - g) from generate_series(1, 5) g");
                assertThat(cursor.fetch(2)).hasSize(2);
                assertThatExceptionOfType(DataException.class).isThrownBy(() -> cursor.fetch(2));
                tx.rollback();
            }
        });
    }

    /// Nothing of it was sent, so the transaction goes on, and the cursor can still be opened.
    @Test
    void oneWhoseArgumentDoesNotFitSendsNothing(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (Transaction tx = con.transaction();
                    Cursor cursor = con.cursor(NUMBERS, new Object())) {
                LoopFuture<?> first = cursor.fetchAsync(1);
                LoopFuture<?> second = cursor.fetchAsync(1);
                assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> Async.await(first));
                assertThatIllegalStateException()
                        .isThrownBy(() -> Async.await(second))
                        .withMessageContaining("cursor");
                assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> cursor.fetch(1));
                assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> cursor.fetchRow());
                assertThat(tx.fetchValue("select 1")).isEqualTo(1);
                tx.commit();
            }
        });
    }

    @Test
    void oneThatCannotBeOpenedIsNotMovedEither(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (Transaction tx = con.transaction();
                    Cursor cursor = con.cursor(NUMBERS, new Object())) {
                assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> cursor.forward(1));
                assertThat(tx.fetchValue("select 1")).isEqualTo(1);
                tx.commit();
            }
        });
    }

    @Test
    void aFetchThatIsCancelledBeforeItWasSentLeavesTheCursorToBeOpened(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (Transaction tx = con.transaction();
                    Cursor cursor = con.cursor(NUMBERS, 10)) {
                tx.execute("select 1");
                assertThat(cursor.fetchAsync(1).cancel(true)).isTrue();
                con.ping();
                assertThat(cursor.fetch(2)).extracting(row -> row.getInt(0)).containsExactly(1, 2);
                tx.commit();
            }
        });
    }
}
