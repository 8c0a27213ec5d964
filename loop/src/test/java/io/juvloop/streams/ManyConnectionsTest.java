package io.juvloop.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.Task;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.TaskTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A thousand connections at once, with a task at each end, and messages of random sizes.
@TaskTest
class ManyConnectionsTest {
    private static final int CONNECTIONS = 1000;
    private static final int MESSAGES = 10;
    private static final int LARGEST = 4000;

    private static void echoMessages(StreamReader reader, StreamWriter writer) throws Exception {
        try (writer) {
            while (true) {
                int size = ByteBuffer.wrap(reader.readExactly(Integer.BYTES)).getInt();
                writer.write(reader.readExactly(size));
                writer.drain();
            }
        } catch (IncompleteReadException end) {
            assertThat(end.partial()).isEmpty();
        }
    }

    private static void talk(int port, int seed) throws Exception {
        Random random = new Random(seed);
        try (StreamConnection connection = Streams.openConnection(Loopback.HOST, port)) {
            for (int i = 0; i < MESSAGES; i++) {
                byte[] message = Payload.of(1 + random.nextInt(LARGEST), random.nextLong());
                connection.writer().write(ByteBuffer.allocate(Integer.BYTES).putInt(0, message.length));
                connection.writer().write(message);
                connection.writer().drain();
                assertThat(connection.reader().readExactly(message.length)).isEqualTo(message);
            }
        }
    }

    @Test
    void everyMessageComesBackAndNothingIsLeft(EventLoop loop) {
        InTask.run(loop, () -> {
            Server server = Streams.startServer(
                    ManyConnectionsTest::echoMessages,
                    Loopback.HOST,
                    0,
                    ServerOptions.DEFAULT.withBacklog(CONNECTIONS),
                    StreamOptions.DEFAULT);
            int port = server.port();
            List<Task<Void>> clients = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int seed = i;
                clients.add(loop.createTask(() -> talk(port, seed)));
            }
            for (Task<Void> client : clients) {
                Async.await(client);
            }
            server.close();
            Async.await(server.waitClosed());
        });
    }
}
