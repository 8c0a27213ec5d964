package io.juvloop.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
class CutAnswersTest {
    private static final int ROWS = 20_000;
    private static final String SQL = "select i, repeat('x', i % 13) t from generate_series(1, $1) i";

    private final TestDatabase database;

    CutAnswersTest(TestDatabase database) {
        this.database = database;
    }

    @ParameterizedTest
    @ValueSource(ints = {107, 1})
    @Tag("case-12")
    void rowsAreTheSameHoweverTheAnswerIsCut(int bytes, EventLoop loop) {
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection con = Postgres.connect(proxy.through(database.options()))) {
                List<Row> uncut = con.fetch(SQL, ROWS);
                proxy.cutAnswers(bytes);
                List<Row> cut = con.fetch(SQL, ROWS);
                assertThat(cut).hasSize(ROWS).hasSameSizeAs(uncut);
                for (int i = 0; i < ROWS; i++) {
                    Row row = cut.get(i);
                    assertThat(row.getInt(0))
                            .isEqualTo(i + 1)
                            .isEqualTo(uncut.get(i).getInt(0));
                    assertThat(row.getString("t")).isEqualTo(uncut.get(i).getString("t"));
                }
            }
        });
    }
}
