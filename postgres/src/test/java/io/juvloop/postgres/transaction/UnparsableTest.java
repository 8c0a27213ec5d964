package io.juvloop.postgres.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.EventLoop;
import io.juvloop.postgres.AccessRule;
import io.juvloop.postgres.CommitRolledBack;
import io.juvloop.postgres.CopyOptions;
import io.juvloop.postgres.InvalidTransactionState;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Statements that the server cannot even parse fail their transaction as any other failure does, also the first
/// one, which is parsed before it runs.
@PostgresTest
class UnparsableTest {
    private final TestDatabase database;

    UnparsableTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void makeTable() {
        database.sql("drop table if exists parsed; create table parsed (id int)");
    }

    /// What cannot be parsed.
    enum Unparsable {
        QUERY {
            @Override
            void run(Transaction tx) {
                tx.fetch("selec $1", 1);
            }
        },
        BATCH {
            @Override
            void run(Transaction tx) {
                tx.executeMany("insert into missing values ($1)", List.of(List.of(1)));
            }
        },
        STREAM {
            @Override
            void run(Transaction tx) {
                try (var rows = tx.stream("select * from missing where id = $1", 1)) {
                    rows.next();
                }
            }
        },
        RECORDS {
            @Override
            void run(Transaction tx) {
                tx.copyRecordsToTable("missing", List.of("id"), List.of(List.of(1)));
            }
        },
        COPY_WITH_ARGUMENTS {
            @Override
            void run(Transaction tx) {
                tx.copyFromQuery("select * from missing where id = $1", data -> {}, CopyOptions.TEXT, 1);
            }
        };

        abstract void run(Transaction tx);
    }

    @ParameterizedTest
    @EnumSource
    void aFirstOneFailsTheTransaction(Unparsable unparsable, EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (Transaction tx = con.transaction()) {
                assertThatExceptionOfType(AccessRule.class).isThrownBy(() -> unparsable.run(tx));
                assertThatExceptionOfType(InvalidTransactionState.InFailed.class)
                        .isThrownBy(() -> tx.execute("insert into parsed values ($1)", 1));
                assertThatExceptionOfType(CommitRolledBack.class)
                        .isThrownBy(tx::commit)
                        .withCauseInstanceOf(AccessRule.class);
            }
            assertThat(con.isInTransaction()).isFalse();
            assertThat(con.fetchValue("select count(*) from parsed")).isEqualTo(0L);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aFirstOneOfASavepointFailsOnlyThat(Unparsable unparsable, EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (Transaction outer = con.transaction()) {
                try (Transaction inner = con.transaction()) {
                    assertThatExceptionOfType(AccessRule.class).isThrownBy(() -> unparsable.run(inner));
                    assertThatExceptionOfType(InvalidTransactionState.InFailed.class)
                            .isThrownBy(() -> inner.execute("insert into parsed values ($1)", 1));
                }
                outer.execute("insert into parsed values ($1)", 2);
                outer.commit();
            }
            assertThat(con.fetch(Integer.class, "select id from parsed")).containsExactly(2);
        });
    }

    /// BEGIN is a part of the text that the server cannot parse.
    @Test
    void aScriptFailsTheTransactionToo(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (Transaction tx = con.transaction()) {
                assertThatExceptionOfType(AccessRule.Syntax.class).isThrownBy(() -> tx.execute("selec"));
                assertThatExceptionOfType(IllegalStateException.class)
                        .isThrownBy(() -> tx.execute("insert into parsed values (1)"))
                        .withCauseInstanceOf(AccessRule.Syntax.class);
                assertThatExceptionOfType(CommitRolledBack.class)
                        .isThrownBy(tx::commit)
                        .withCauseInstanceOf(AccessRule.Syntax.class);
            }
            assertThat(con.isInTransaction()).isFalse();
            assertThat(con.fetchValue("select count(*) from parsed")).isEqualTo(0L);
        });
    }
}
