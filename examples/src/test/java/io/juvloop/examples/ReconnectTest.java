package io.juvloop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.Server;
import io.juvloop.Task;
import io.juvloop.streams.StreamConnection;
import io.juvloop.streams.Streams;
import io.juvloop.testing.EventLoopTest;
import io.juvloop.testing.LinkOptions;
import io.juvloop.testing.TestLoop;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// An example of a test in virtual time: a client that tries again, ever less often, until there is a server.
@EventLoopTest
class ReconnectTest {
    private static final int PORT = 6000;

    private static String greeting() throws IOException {
        for (Duration pause = Duration.ofMinutes(1); ; pause = pause.multipliedBy(2)) {
            try (StreamConnection connection = Streams.openConnection("localhost", PORT)) {
                return new String(connection.reader().readLine(), StandardCharsets.UTF_8);
            } catch (ConnectException refused) {
                Async.sleep(pause);
            }
        }
    }

    private static Server startServer() throws IOException {
        return Streams.startServer(
                (reader, writer) -> {
                    writer.write("hello\n".getBytes(StandardCharsets.UTF_8));
                    writer.close();
                },
                "localhost",
                PORT);
    }

    @Test
    void waitsTwiceAsLongEachTime(TestLoop loop) {
        loop.setLink(LinkOptions.DEFAULT.withChunks(1, 2).withSeed(1));
        Task<String> client = loop.createTask(ReconnectTest::greeting);
        loop.advance(Duration.ofMinutes(5));
        Server server = loop.runUntilComplete(loop.createTask(ReconnectTest::startServer));

        assertThat(loop.runUntilComplete(client)).isEqualTo("hello\n");
        assertThat(loop.elapsed()).isEqualTo(Duration.ofMinutes(1 + 2 + 4));
        server.close();
    }
}
