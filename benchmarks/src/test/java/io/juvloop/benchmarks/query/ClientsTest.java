package io.juvloop.benchmarks.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every driver of this jar against a real server, each line for a moment.
@DisabledOnOs(OS.WINDOWS)
class ClientsTest {
    private static final Duration MOMENT = Duration.ofMillis(20);

    private static QueryServerFixture server;

    @BeforeAll
    static void start() throws Exception {
        server = new QueryServerFixture();
    }

    @AfterAll
    static void close() throws Exception {
        server.close();
    }

    private static List<QueryLine> linesOf(Client client) {
        return Arrays.stream(QueryLine.values()).filter(client::does).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "juvloop",
                "juvloop-tasks",
                "juvloop-pipeline",
                "juvloop-buffers",
                "pgjdbc",
                "pgjdbc-virtual",
                "vertx-pg-client",
                "r2dbc-postgresql"
            })
    void everyDriverGetsTheRightAnswers(String name) throws Exception {
        try (Client client = Clients.open(name, server.address())) {
            assertThat(linesOf(client)).isNotEmpty();
            for (QueryLine line : linesOf(client)) {
                String[] figures =
                        client.run(line, server.tables().expected(line), MOMENT).split(" ", -1);
                long operations = Long.parseLong(figures[0]);
                assertThat(operations).as("operations of %s", line).isPositive();
                assertThat(Long.parseLong(figures[2])).as("processor time").isPositive();
                assertThat(Long.parseLong(figures[3])).as("allocated bytes").isPositive();
                server.tables().takeBack(line, operations);
            }
            client.hold(1);
            client.connectOnce();
        }
    }

    @Test
    void theBaseDoesEveryLine() throws Exception {
        try (Client client = Clients.open("juvloop", server.address())) {
            assertThat(linesOf(client)).containsExactly(QueryLine.values());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"juvloop", "juvloop-tasks", "pgjdbc", "vertx-pg-client", "r2dbc-postgresql"})
    void aWrongAnswerIsNotCounted(String name) throws Exception {
        try (Client client = Clients.open(name, server.address())) {
            assertThatThrownBy(() -> client.run(QueryLine.SELECT, new Expected(1, 3), MOMENT))
                    .hasStackTraceContaining("the answer has 1 rows of sum 2 instead of 1 of sum 3");
        }
    }

    @Test
    void recordsThatAreMissingInTheTableAreNoticed() throws Exception {
        try (Client client = Clients.open("juvloop", server.address())) {
            String figures = client.run(QueryLine.MANY, server.tables().expected(QueryLine.MANY), MOMENT);
            long operations = Long.parseLong(figures.substring(0, figures.indexOf(' ')));
            assertThatIOException()
                    .isThrownBy(() -> server.tables().takeBack(QueryLine.MANY, operations + 1))
                    .withMessageStartingWith("the table has Expected[rows=" + operations * 1000);
        }
    }

    @Test
    void aServerIsReadFromItsAddress() {
        Server server = Server.of("postgresql://me:secret@db:5433/shop");
        assertThat(server).isEqualTo(new Server("db", 5433, "me", "secret", "shop"));
        assertThat(Server.of(server.dsn())).isEqualTo(server);
        assertThat(Server.of("postgresql://me@db/shop").port()).isEqualTo(5432);
    }
}
