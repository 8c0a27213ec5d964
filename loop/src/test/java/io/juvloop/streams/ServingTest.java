package io.juvloop.streams;

import static io.juvloop.streams.FedReader.bytes;
import static io.juvloop.streams.FedReader.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.Task;
import io.juvloop.TaskFactory;
import io.juvloop.TaskOptions;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.Reported;
import io.juvloop.testing.TaskTest;
import java.net.BindException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// The fate of a stream server's connections, depending on how its callback ends.
@TaskTest
class ServingTest {
    private final List<StreamWriter> writers = new ArrayList<>();

    /// Creates tasks that are cancelled before they begin.
    private static final class Cancelling implements TaskFactory {
        @Override
        public <T> Task<T> create(EventLoop loop, Callable<T> body, TaskOptions options) {
            Task<T> task = loop.newTask(body, options);
            task.cancel();
            return task;
        }
    }

    private static void end(Server server) {
        server.close();
        server.abortClients();
        Async.await(server.waitClosed());
    }

    private static StreamConnection open(Server server) throws Exception {
        return Streams.openConnection(Loopback.HOST, server.port());
    }

    @Test
    void eachClientHasATaskOfItsOwn(EventLoop loop) {
        InTask.run(loop, () -> {
            Set<Task<?>> tasks = new HashSet<>();
            Server server = Streams.startServer(
                    (reader, writer) -> {
                        try (writer) {
                            tasks.add(loop.currentTask());
                            writer.write(reader.readLine());
                        }
                    },
                    Loopback.HOST,
                    0);
            try (StreamConnection first = open(server);
                    StreamConnection second = open(server)) {
                second.writer().write(bytes("second\n"));
                assertThat(second.reader().readLine(UTF_8)).isEqualTo("second");
                first.writer().write(bytes("first\n"));
                assertThat(first.reader().readLine(UTF_8)).isEqualTo("first");
            }
            assertThat(tasks).hasSize(2).doesNotContain(loop.currentTask());
            end(server);
        });
    }

    @Test
    void anExceptionIsReportedAndClosesTheConnection(EventLoop loop, Reported reported) {
        RuntimeException failure = new RuntimeException("bad client");
        InTask.run(loop, () -> {
            Server server = Streams.startServer(
                    (reader, writer) -> {
                        writers.add(writer);
                        throw failure;
                    },
                    Loopback.HOST,
                    0);
            try (StreamConnection client = open(server)) {
                assertThat(client.reader().read(-1)).isEmpty();
            }
            end(server);
        });
        ExceptionContext report = reported.only();
        assertThat(report.exception()).isSameAs(failure);
        assertThat(report.transport()).isSameAs(writers.getFirst().transport());
    }

    @Test
    void aTaskThatIsCancelledClosesTheConnectionSilently(EventLoop loop, Reported reported) {
        InTask.run(loop, () -> {
            List<Task<?>> tasks = new ArrayList<>();
            Server server = Streams.startServer(
                    (reader, writer) -> {
                        tasks.add(Objects.requireNonNull(loop.currentTask()));
                        reader.read(1);
                    },
                    Loopback.HOST,
                    0);
            try (StreamConnection client = open(server)) {
                Patience.until("the client's task", () -> !tasks.isEmpty());
                tasks.getFirst().cancel();
                assertThat(client.reader().read(-1)).isEmpty();
            }
            end(server);
        });
        assertThat(reported.all()).isEmpty();
    }

    @Test
    void aTaskThatIsCancelledBeforeItBeginsClosesTheConnectionToo(EventLoop loop) {
        InTask.run(loop, () -> {
            List<Boolean> began = new ArrayList<>();
            loop.setTaskFactory(new Cancelling());
            Server server = Streams.startServer((reader, writer) -> began.add(true), Loopback.HOST, 0);
            try (StreamConnection client = open(server)) {
                assertThat(client.reader().read(-1)).isEmpty();
            }
            loop.setTaskFactory(null);
            assertThat(began).isEmpty();
            end(server);
        });
    }

    @Test
    void aCallbackThatReturnsLeavesTheConnectionOpen(EventLoop loop) {
        InTask.run(loop, () -> {
            Server server = Streams.startServer((reader, writer) -> writers.add(writer), Loopback.HOST, 0);
            try (StreamConnection client = open(server)) {
                Patience.until("the callback", () -> !writers.isEmpty());
                Patience.turns(5);
                assertThat(writers.getFirst().isClosing()).isFalse();
                writers.getFirst().write(bytes("still here"));
                assertThat(text(client.reader().readExactly(10))).isEqualTo("still here");
                writers.getFirst().close();
            }
            end(server);
        });
    }

    @Test
    void anAddressInUseIsThrownAsItIs(EventLoop loop) {
        InTask.run(loop, () -> {
            Server server = Streams.startServer((reader, writer) -> writer.close(), Loopback.HOST, 0);
            assertThatThrownBy(
                            () -> Streams.startServer((reader, writer) -> writer.close(), Loopback.HOST, server.port()))
                    .isInstanceOf(BindException.class);
            end(server);
        });
    }

    @Test
    void theLimitIsTheOneThatWasAskedFor(EventLoop loop) {
        InTask.run(loop, () -> {
            List<Throwable> failures = new ArrayList<>();
            Server server = Streams.startServer(
                    (reader, writer) -> {
                        try (writer) {
                            reader.readLine();
                        } catch (LimitOverrunException tooLong) {
                            failures.add(tooLong);
                        }
                    },
                    List.of(Loopback.HOST),
                    0,
                    ServerOptions.DEFAULT,
                    StreamOptions.DEFAULT.withLimit(4));
            try (StreamConnection client = open(server)) {
                client.writer().write(bytes("too long\n"));
                assertThat(client.reader().read(-1)).isEmpty();
            }
            assertThat(failures).hasSize(1);
            end(server);
        });
    }

    @Test
    void inDebugModeNothingIsKeptOfTheViewsThatDie(EventLoop loop) {
        loop.setDebug(true);
        InTask.run(loop, () -> {
            Server server = Streams.startServer(
                    (reader, writer) -> {
                        try (writer) {
                            for (byte[] line : reader) {
                                writer.write(line);
                            }
                        }
                    },
                    Loopback.HOST,
                    0);
            try (StreamConnection client = open(server)) {
                client.writer().write(bytes("one\ntw"));
                assertThat(client.reader().readLine(UTF_8)).isEqualTo("one");
                client.writer().write(bytes("o\n"));
                assertThat(client.reader().readLine(UTF_8)).isEqualTo("two");
            }
            end(server);
        });
    }

    @Test
    void aProtocolCanBeMadeByHand(EventLoop loop) {
        InTask.run(loop, () -> {
            Server server = Streams.startServer(
                    (reader, writer) -> {
                        try (writer) {
                            writer.write(reader.readLine());
                        }
                    },
                    Loopback.HOST,
                    0);
            StreamReader reader = FedReader.reader(loop);
            var connection = Async.await(
                    loop.createConnection(() -> new StreamReaderProtocol(reader), Loopback.HOST, server.port()));
            StreamWriter writer = new StreamWriter(connection.transport(), connection.protocol(), reader);
            writer.write(bytes("by hand\n"));
            assertThat(reader.readLine(UTF_8)).isEqualTo("by hand");
            writer.close();
            writer.waitClosed();
            end(server);
        });
    }
}
