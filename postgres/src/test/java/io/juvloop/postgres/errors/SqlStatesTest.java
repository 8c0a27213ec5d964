package io.juvloop.postgres.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.EventLoop;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.ServerException;
import io.juvloop.postgres.SqlStates;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The names of the codes, by the server's own table of conditions.
@PostgresTest
class SqlStatesTest {
    @Test
    void theServerKnowsEachConditionByTheSameCode(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                assumeTrue(con.serverVersion().major() >= 18, "the codes of PostgreSQL 18");
                Map<String, String> different = new TreeMap<>();
                for (Field field : SqlStates.class.getFields()) {
                    String code = (String) field.get(null);
                    String condition = field.getName().toLowerCase(Locale.ROOT);
                    if (isError(code) && !condition.startsWith("external_")) {
                        String raised = raised(con, condition);
                        if (!raised.equals(code)) {
                            different.put(condition, raised);
                        }
                    }
                }
                assertThat(different).isEmpty();
            }
        });
    }

    /// Success and warnings are no conditions of PL/pgSQL.
    private static boolean isError(String code) {
        return !code.startsWith("00") && !code.startsWith("01") && !code.startsWith("02");
    }

    private static String raised(PgConnection con, String condition) {
        try {
            con.execute("do $$ begin raise exception using errcode = '" + condition + "', message = 'm'; end $$");
            return "nothing";
        } catch (ServerException raised) {
            return raised.sqlState();
        }
    }
}
