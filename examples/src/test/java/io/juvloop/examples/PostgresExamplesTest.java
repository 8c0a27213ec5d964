package io.juvloop.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.TaskMode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The examples on PostgreSQL, as a user runs them, each with a server of its own.
@DisabledOnOs(OS.WINDOWS)
class PostgresExamplesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OWN_SERVER = "a server of its own listens on 127\\.0\\.0\\.1:\\d+";

    private static List<String> outputOf(ExampleProcess example) throws Exception {
        List<String> lines = example.rest();
        assertThat(example.errors()).isEmpty();
        assertThat(example.exit()).isZero();
        return lines;
    }

    private static int serverPort(ExampleProcess example) throws IOException {
        String line = example.line();
        assertThat(line).matches(OWN_SERVER);
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void theTourShowsCopyQueriesAndNotifications(TaskMode mode) throws Exception {
        try (ExampleProcess tour = ExampleProcess.start(mode, "postgres", "--rows", "5000")) {
            List<String> lines = outputOf(tour);
            assertThat(lines.get(0)).matches(OWN_SERVER);
            assertThat(lines.get(1)).startsWith("connected to PostgreSQL ");
            assertThat(lines.get(2)).matches("5000 rows copied: \\d+ a second");
            assertThat(lines.get(3)).matches("2000 queries one after the other: \\d+ a second");
            assertThat(lines.get(4)).matches("2000 queries by pipelining: \\d+ a second");
            assertThat(lines.subList(5, lines.size())).containsExactly("heard: hello", "the table is gone");
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void everyJobOfTheQueueIsDoneOnce(TaskMode mode) throws Exception {
        try (ExampleProcess queue = ExampleProcess.start(mode, "pg-queue", "--workers", "3", "--jobs", "90")) {
            List<String> lines = outputOf(queue);
            assertThat(lines.get(1)).matches("90 jobs done, by each worker \\[\\d+, \\d+, \\d+]");
            assertThat(lines.get(2)).isEqualTo("0 jobs left");
        }
    }

    @Test
    void aFileIsLoadedAsItIs(@TempDir Path folder) throws Exception {
        Path csv = folder.resolve("cities.csv");
        Files.writeString(csv, "id,name\n1,\"Paris, \"\"la\"\" ville\"\n2,Oslo\n");
        try (ExampleProcess load = ExampleProcess.start("pg-load", "--csv", csv.toString(), "--table", "city")) {
            List<String> lines = outputOf(load);
            assertThat(lines.get(1)).startsWith("2 rows in table city: ");
            assertThat(lines.get(2)).isEqualTo("one of them: Row[id=1, name=Paris, \"la\" ville]");
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void blockingCodeAndTheDriverAnswerTheSame(TaskMode mode) throws Exception {
        try (ExampleProcess both = ExampleProcess.start(mode, "pg-jdbc", "--tasks", "4", "--queries", "50")) {
            List<String> lines = outputOf(both);
            String where = mode == TaskMode.FAST ? "in tasks of the loop" : "other threads";
            assertThat(lines.get(1)).startsWith("JDBC, blocking " + where + ", 4 connections: 200 queries, ");
            assertThat(lines.get(2)).startsWith("juvloop's driver, 1 connection: 200 queries, ");
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void theKeyValueServerKeepsValues(TaskMode mode) throws Exception {
        try (ExampleProcess server = ExampleProcess.start(mode, "pg-kv", "--port", "0")) {
            int database = serverPort(server);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                socket.getOutputStream()
                        .write("set a one two\nget a\nset a 3\nget a\ndel a\nget a\nwhat\n".getBytes(UTF_8));
                assertThat(List.of(answers.readLine(), answers.readLine(), answers.readLine(), answers.readLine()))
                        .containsExactly("ok 1", "value one two", "ok 1", "value 3");
                assertThat(List.of(answers.readLine(), answers.readLine(), answers.readLine()))
                        .containsExactly("ok 1", "none", "error: set KEY VALUE, get KEY or del KEY");
            }
            server.signal("INT");
            server.exit();
            assertThat(server.errors()).isEmpty();
            awaitRefused(database);
        }
    }

    @Test
    void oneExampleMayUseTheServerOfAnother() throws Exception {
        try (ExampleProcess server = ExampleProcess.start("pg-kv", "--port", "0")) {
            String dsn = "postgresql://postgres@127.0.0.1:" + serverPort(server) + "/postgres";
            assertThat(server.port()).isPositive();
            try (ExampleProcess tour = ExampleProcess.start("postgres", "--dsn", dsn, "--rows", "100")) {
                assertThat(outputOf(tour).getFirst()).startsWith("connected to PostgreSQL ");
            }
        }
    }

    @Test
    void theServerEndsAlsoWithAnExampleThatIsKilled() throws Exception {
        int database;
        try (ExampleProcess server = ExampleProcess.start("pg-kv", "--port", "0")) {
            database = serverPort(server);
            assertThat(server.port()).isPositive();
        }
        awaitRefused(database);
    }

    @Test
    void withoutAServerItEndsWithASentence() throws Exception {
        ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        nobody.close();
        String dsn = "postgresql://postgres@127.0.0.1:" + nobody.getLocalPort() + "/postgres";
        try (ExampleProcess tour = ExampleProcess.start("postgres", "--dsn", dsn)) {
            assertThat(tour.exit()).isEqualTo(1);
            assertThat(tour.errors()).contains("127.0.0.1").doesNotContain("\tat ");
        }
    }

    @Test
    void aWrongDsnIsMisuse() throws Exception {
        try (ExampleProcess tour = ExampleProcess.start("postgres", "--dsn", "mysql://there")) {
            assertThat(tour.exit()).isEqualTo(2);
            assertThat(tour.errors()).contains("--dsn wants").contains("usage: postgres [--dsn URI]");
        }
    }

    private static void awaitRefused(int port) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (accepts(port)) {
            assertThat(System.nanoTime() - begin)
                    .as("nanoseconds that the server goes on")
                    .isLessThan(PATIENCE.toNanos());
            Thread.sleep(20); // between two looks
        }
    }

    private static boolean accepts(int port) throws IOException {
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        } catch (ConnectException refused) {
            return false;
        }
    }
}
