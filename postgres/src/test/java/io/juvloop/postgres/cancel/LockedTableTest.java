package io.juvloop.postgres.cancel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.EventLoop;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A table that another connection has locked: a Parse waits for it, before anything runs.
@PostgresTest
class LockedTableTest {
    @Test
    void aParseThatWaitsForALockIsCancelledWithItsStatement(EventLoop loop, TestDatabase database) {
        database.sql("create table locked (id int)");
        InConnection.run(loop, database.options(), con -> {
            try (PgConnection other = Postgres.connect(database.options());
                    Transaction holding = other.transaction()) {
                holding.execute("lock table locked in access exclusive mode");
                for (int i = 0; i < 2; i++) {
                    assertThatExceptionOfType(PgTimeoutException.class)
                            .isThrownBy(() ->
                                    con.withTimeout(Duration.ofMillis(100)).fetch("select id from locked"));
                    assertThat(con.withTimeout(Duration.ofSeconds(5)).fetchValue("select 1"))
                            .isEqualTo(1);
                }
            }
            assertThat(con.fetch("select id from locked")).isEmpty();
        });
    }
}
