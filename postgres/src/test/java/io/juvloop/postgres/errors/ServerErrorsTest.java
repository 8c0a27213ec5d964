package io.juvloop.postgres.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.juvloop.EventLoop;
import io.juvloop.postgres.AccessRule;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.IntegrityViolation;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import org.junit.jupiter.api.Test;

/// What a real server reports.
@PostgresTest
class ServerErrorsTest {
    @Test
    void aViolationNamesItsConstraint(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                con.execute("create table parent (id int primary key)");
                con.execute("create table child (id int references parent on delete restrict,"
                        + " n int not null check (n > 0))");
                con.execute("insert into parent values (1)");
                con.execute("insert into child values (1, 1)");
                var unique = catchThrowableOfType(
                        IntegrityViolation.Unique.class, () -> con.execute("insert into parent values ($1)", 1));
                ServerDetails details = unique.details();
                assertThat(details.constraint()).isEqualTo("parent_pkey");
                assertThat(details.table()).isEqualTo("parent");
                assertThat(details.schema()).isEqualTo("public");
                assertThat(details.severity()).isEqualTo("ERROR");
                assertThat(details.detail()).contains("(id)=(1)");
                assertThat(unique.statement()).contains("insert into parent values ($1)");
                assertThat(catchThrowableOfType(
                                IntegrityViolation.ForeignKey.class, () -> con.execute("delete from parent")))
                        .isNotNull();
                assertThat(catchThrowableOfType(
                                        IntegrityViolation.NotNull.class,
                                        () -> con.execute("insert into child values (1, null)"))
                                .details()
                                .column())
                        .isEqualTo("n");
                assertThat(catchThrowableOfType(
                                IntegrityViolation.Check.class, () -> con.execute("insert into child values (1, 0)")))
                        .isNotNull();
            }
        });
    }

    @Test
    void aWrongStatementHasAPosition(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                var syntax = catchThrowableOfType(AccessRule.Syntax.class, () -> con.fetch("select * fron x"));
                assertThat(syntax.details().position()).isPositive();
                var table =
                        catchThrowableOfType(AccessRule.UndefinedTable.class, () -> con.fetch("select * from nowhere"));
                assertThat(table.details().position()).isEqualTo(15);
                assertThat(catchThrowableOfType(AccessRule.UndefinedColumn.class, () -> con.fetch("select nothing")))
                        .isNotNull();
            }
        });
    }
}
