package io.juvloop.postgres.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.TransactionOptions;
import io.juvloop.postgres.TransactionRollback;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Code in a transaction that runs again.
@PostgresTest
class RetriesTest {
    @BeforeEach
    void fill(TestDatabase database) {
        database.sql("drop table if exists stock; create table stock (id int primary key, n int);"
                + " insert into stock values (1, 10), (2, 10)");
    }

    /// Case 25: another transaction changes the row between the read and the write, twice.
    @Test
    @Tag("case-25")
    void aSerializationFailureIsRepeatedAsOftenAsWanted(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options());
                    PgConnection other = Postgres.connect(database.options())) {
                AtomicInteger runs = new AtomicInteger();
                int left = con.inTransaction(TransactionOptions.SERIALIZABLE.withRetries(3), tx -> {
                    int seen = tx.fetchValue(Integer.class, "select n from stock where id = 1");
                    if (runs.incrementAndGet() <= 2) {
                        other.execute("update stock set n = n - 1 where id = 1");
                    }
                    return tx.fetchValue(Integer.class, "update stock set n = $1 where id = 1 returning n", seen - 5);
                });
                assertThat(runs).hasValue(3);
                assertThat(left).isEqualTo(3);
                assertThat(other.fetchValue(Integer.class, "select n from stock where id = 1"))
                        .isEqualTo(3);
                assertThat(con.isInTransaction()).isFalse();
            }
        });
    }

    @Test
    void theLastFailureIsThrown(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options());
                    PgConnection other = Postgres.connect(database.options())) {
                AtomicInteger runs = new AtomicInteger();
                assertThatThrownBy(() -> con.inTransaction(TransactionOptions.SERIALIZABLE.withRetries(1), tx -> {
                            runs.incrementAndGet();
                            tx.fetchValue(Integer.class, "select n from stock where id = 1");
                            other.execute("update stock set n = n - 1 where id = 1");
                            return tx.execute("update stock set n = 0 where id = 1");
                        }))
                        .isInstanceOf(TransactionRollback.Serialization.class);
                assertThat(runs).hasValue(2);
                assertThat(con.isInTransaction()).isFalse();
            }
        });
    }

    @Test
    void otherFailuresAndSavepointsAreNotRepeated(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options());
                    PgConnection other = Postgres.connect(database.options())) {
                TransactionOptions often = TransactionOptions.SERIALIZABLE.withRetries(5);
                AtomicInteger runs = new AtomicInteger();
                assertThatThrownBy(() -> con.inTransaction(often, tx -> {
                            runs.incrementAndGet();
                            throw new IOException("of the program");
                        }))
                        .isInstanceOf(IOException.class);
                assertThat(runs).hasValue(1);
                AtomicInteger outer = new AtomicInteger();
                con.inTransaction(often, tx -> {
                    outer.incrementAndGet();
                    return con.inTransaction(often, inner -> {
                        inner.fetchValue(Integer.class, "select n from stock where id = 1");
                        if (runs.incrementAndGet() == 2) {
                            other.execute("update stock set n = n - 1 where id = 1");
                        }
                        return inner.execute("update stock set n = n - 1 where id = 1");
                    });
                });
                assertThat(outer).hasValue(2);
                assertThat(runs).hasValue(3);
                assertThat(con.fetchValue(Integer.class, "select n from stock where id = 1"))
                        .isEqualTo(8);
            }
        });
    }
}
