package io.juvloop.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.TaskMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `blocking`, as a user runs it, and its client, with a small Redis in Python.
class BlockingTasksTest {
    private Process redis;
    private String port;

    @BeforeEach
    void startRedis() throws IOException, URISyntaxException {
        URL script = Objects.requireNonNull(getClass().getResource("redis.py"));
        try {
            redis = new ProcessBuilder("python3", Path.of(script.toURI()).toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException notInstalled) {
            assumeTrue(false, "no python3 here");
        }
        port = redis.inputReader().readLine();
    }

    @AfterEach
    void stopRedis() {
        if (redis != null) {
            redis.destroyForcibly().onExit().join();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void workersThatBlockDoNotStopTheLoopThatFeedsThem(TaskMode mode) throws Exception {
        try (ExampleProcess example =
                ExampleProcess.start(mode, "blocking", "--redis", "127.0.0.1:" + port, "--workers", "60")) {
            List<String> lines = example.rest();
            assertThat(example.errors()).isEmpty();
            assertThat(example.exit()).isZero();
            assertThat(lines)
                    .endsWith("60 workers wait in a blocking read", "60 jobs done, all on one loop")
                    .hasSize(mode == TaskMode.FAST ? 2 : 3);
            if (mode == TaskMode.PORTABLE) {
                assertThat(lines.getFirst()).startsWith("portable mode: a blocking Socket would stop the loop");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void withoutRedisItEndsWithASentence(TaskMode mode) throws Exception {
        ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        nobody.close();
        try (ExampleProcess example =
                ExampleProcess.start(mode, "blocking", "--redis", "127.0.0.1:" + nobody.getLocalPort())) {
            assertThat(example.exit()).isEqualTo(1);
            assertThat(example.errors().lines()).containsExactly("Connection refused");
        }
    }

    @Test
    void theClientReadsEveryKindOfAnswer() throws IOException {
        try (RedisClient client = new RedisClient("127.0.0.1", Integer.parseInt(port))) {
            assertThat(client.call("PING")).isEqualTo("PONG");
            assertThat(client.call("RPUSH", "list", "größer")).isEqualTo(1L);
            assertThat(client.call("BLPOP", "list", "0")).isEqualTo(List.of("list", "größer"));
            assertThatIOException()
                    .isThrownBy(() -> client.call("NONSENSE"))
                    .withMessage("Redis says: ERR unknown command 'NONSENSE'");
            assertThat(client.call("PING")).as("it goes on after an error").isEqualTo("PONG");
        }
    }
}
