package io.juvloop.postgres.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.EventLoop;
import io.juvloop.postgres.CommitRolledBack;
import io.juvloop.postgres.CopyOptions;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.InvalidTransactionState;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Arguments of a COPY, which the server makes literals of by a statement of its own: that runs in the transaction
/// too, also as the first of it, when all types are known and nothing is parsed before it.
@PostgresTest
class UnquotableTest {
    private static final String QUERY = "select id from quoted where id < $1";

    private final TestDatabase database;

    UnquotableTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void makeTable() {
        database.sql("drop table if exists quoted; create table quoted (id int)");
    }

    private static String copied(PgConnection con, Object arg) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        con.copyFromQuery(
                QUERY,
                data -> {
                    while (data.hasRemaining()) {
                        out.write(data.get());
                    }
                },
                CopyOptions.TEXT,
                arg);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void fail(PgConnection con) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> copied(con, "no number"))
                .withMessageContaining("no number");
    }

    @Test
    void aFirstOneFailsTheTransaction(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            assertThat(copied(con, 5)).isEmpty();
            try (Transaction tx = con.transaction()) {
                fail(con);
                assertThatExceptionOfType(InvalidTransactionState.InFailed.class)
                        .isThrownBy(() -> tx.execute("insert into quoted values ($1)", 1));
                assertThatExceptionOfType(CommitRolledBack.class)
                        .isThrownBy(tx::commit)
                        .withCauseInstanceOf(DataException.class);
            }
            assertThat(con.isInTransaction()).isFalse();
            assertThat(con.fetchValue("select count(*) from quoted")).isEqualTo(0L);
        });
    }

    @Test
    void aFirstOneOfASavepointFailsOnlyThat(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            assertThat(copied(con, 5)).isEmpty();
            try (Transaction outer = con.transaction()) {
                outer.execute("insert into quoted values ($1)", 1);
                try (Transaction inner = con.transaction()) {
                    fail(con);
                    assertThatExceptionOfType(InvalidTransactionState.InFailed.class)
                            .isThrownBy(() -> inner.execute("insert into quoted values ($1)", 2));
                }
                assertThat(copied(con, 5)).isEqualTo("1\n");
                outer.commit();
            }
            assertThat(con.fetch(Integer.class, "select id from quoted")).containsExactly(1);
        });
    }

    /// It takes the savepoint along, and the COPY is in it.
    @Test
    void aFirstOneThatCanBeQuotedBeginsWhatItIsIn(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            assertThat(copied(con, 5)).isEmpty();
            try (Transaction outer = con.transaction();
                    Transaction inner = con.transaction()) {
                assertThat(copied(con, 5)).isEmpty();
                assertThat(con.isInTransaction()).isTrue();
                inner.execute("insert into quoted values (3)");
                assertThat(copied(con, 5)).isEqualTo("3\n");
                inner.rollback();
                assertThat(copied(con, 5)).isEmpty();
                outer.commit();
            }
            assertThat(con.isInTransaction()).isFalse();
        });
    }
}
