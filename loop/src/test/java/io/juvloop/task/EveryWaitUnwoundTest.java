package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.ReturnWhen;
import io.juvloop.Task;
import io.juvloop.TaskGroup;
import io.juvloop.files.FileEvents;
import io.juvloop.files.OpenOptions;
import io.juvloop.streams.StreamReader;
import io.juvloop.streams.StreamWriter;
import io.juvloop.streams.Streams;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.Subprocess;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.sync.Barrier;
import io.juvloop.sync.Condition;
import io.juvloop.sync.Event;
import io.juvloop.sync.Hold;
import io.juvloop.sync.Lock;
import io.juvloop.sync.Queue;
import io.juvloop.sync.Semaphore;
import io.juvloop.testing.Logged;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import io.juvloop.tls.Contexts;
import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsContext;
import io.juvloop.tty.Pty;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Closing a loop ends every wait of a task, and runs its `finally` block.
@TaskTest
@NeedsLibuv(NeedsLibuv.SYSTEM)
class EveryWaitUnwoundTest {
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private final List<String> events = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);

    private Path fifo = Path.of("");

    @BeforeEach
    void makeFifo() throws IOException, InterruptedException {
        fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
    }

    /// A wait without end.
    interface Wait {
        void in(EventLoop loop, EveryWaitUnwoundTest test) throws Exception;
    }

    static Stream<Arguments> waits() {
        return Stream.of(ofFutures(), ofSeveral(), ofPlaces(), ofDescriptors(), ofSystem())
                .flatMap(List::stream);
    }

    private static Arguments wait(String name, Wait wait) {
        return Arguments.argumentSet(name, wait);
    }

    private static LoopFuture<String> future(EventLoop loop) {
        return loop.createFuture();
    }

    private static List<Arguments> ofFutures() {
        return List.of(
                wait("sleep", (_, _) -> Async.sleep(LONG)),
                wait("give way", (_, test) -> {
                    while (!test.events.contains("never")) {
                        Async.sleep(Duration.ZERO);
                    }
                }),
                wait("a future", (loop, _) -> Async.await(future(loop))),
                wait("a future of the JDK", (_, _) -> Async.await(new CompletableFuture<String>())),
                wait(
                        "a minimal stage",
                        (_, _) -> Async.await(new CompletableFuture<String>().minimalCompletionStage())),
                wait(
                        "what depends on a future",
                        (loop, _) -> Async.await(future(loop).thenApply(result -> result))),
                wait("what cannot be cancelled", (_, _) -> Async.await(new Stubborn())),
                wait("a task", (loop, _) -> Async.await(loop.createTask(() -> Async.await(future(loop))))),
                wait(
                        "what depends on a task",
                        (loop, _) -> Async.await(
                                loop.createTask(() -> Async.await(future(loop))).thenApply(result -> result))),
                wait("get", (loop, _) -> future(loop).get()),
                wait("get with a limit", (loop, _) -> future(loop).get(1, TimeUnit.HOURS)),
                wait("join", (loop, _) -> future(loop).join()),
                wait(
                        "join of a task",
                        (loop, _) -> loop.createTask(() -> Async.await(future(loop)))
                                .toCompletableFuture()
                                .join()),
                wait("ensureFuture", (_, _) -> Async.await(Async.ensureFuture(new CompletableFuture<String>()))),
                wait("wrapFuture", (_, _) -> Async.await(Async.wrapFuture(new FutureTask<>(() -> "never")))),
                wait("shield", (loop, _) -> Async.await(Async.shield(future(loop)))),
                wait(
                        "toThread",
                        (_, test) -> Async.toThread(() -> {
                            test.never.await();
                            return "";
                        })),
                wait(
                        "runInExecutor",
                        (loop, test) -> Async.await(loop.runInExecutor(null, () -> {
                            test.never.await();
                            return "";
                        }))));
    }

    /// A future that ignores its cancellation.
    private static final class Stubborn extends CompletableFuture<String> {
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return false;
        }
    }

    private static List<Arguments> ofSeveral() {
        return List.of(
                wait("gather", (loop, _) -> Async.await(Async.gather(future(loop), future(loop)))),
                wait(
                        "gather of the JDK's",
                        (_, _) -> Async.await(
                                Async.gather(new CompletableFuture<String>(), new CompletableFuture<String>()))),
                wait(
                        "gather of calls",
                        (loop, _) -> Async.await(
                                Async.gather(() -> Async.await(future(loop)), () -> Async.await(future(loop))))),
                wait(
                        "gather in gather",
                        (loop, _) -> Async.await(Async.gather(Async.gather(future(loop)), Async.gather(future(loop))))),
                wait(
                        "gatherOutcomes",
                        (loop, _) -> Async.await(Async.gatherOutcomes(List.of(future(loop), future(loop))))),
                wait("wait", (loop, _) -> Async.wait(List.of(future(loop)))),
                wait(
                        "wait with a limit",
                        (loop, _) -> Async.wait(List.of(future(loop)), LONG, ReturnWhen.FIRST_COMPLETED)),
                wait(
                        "asCompleted",
                        (loop, _) -> Async.asCompleted(List.of(future(loop)))
                                .iterator()
                                .next()),
                wait(
                        "asCompleted with a limit",
                        (loop, _) -> Async.asCompleted(List.of(future(loop)), LONG)
                                .iterator()
                                .next()),
                wait("waitFor a stage", (loop, _) -> Async.waitFor(future(loop), LONG)),
                wait("waitFor what was gathered", (loop, _) -> Async.waitFor(Async.gather(future(loop)), LONG)),
                wait("waitFor a call", (loop, _) -> Async.waitFor(() -> Async.await(future(loop)), LONG)),
                wait("waitFor without time", (loop, _) -> Async.waitFor(Async.gather(new Stubborn()), Duration.ZERO)),
                wait("a limit", (loop, _) -> {
                    try (var _ = Async.timeout(LONG)) {
                        Async.await(future(loop));
                    }
                }),
                wait("a group", (loop, _) -> {
                    try (var group = new TaskGroup()) {
                        var _ = group.createTask(() -> Async.await(future(loop)));
                    }
                }),
                wait(
                        "a group's block",
                        (loop, _) -> TaskGroup.run(group -> {
                            var _ = group.createTask(() -> Async.await(future(loop)));
                            Async.await(future(loop));
                        })));
    }

    private static List<Arguments> ofPlaces() {
        return List.of(
                wait("a lock", (_, _) -> {
                    Lock lock = new Lock();
                    lock.acquire();
                    lock.acquire();
                }),
                wait("a lock with a limit", (_, _) -> {
                    Lock lock = new Lock();
                    lock.acquire();
                    lock.acquire(LONG);
                }),
                wait("a condition", (_, _) -> {
                    Condition condition = new Condition();
                    try (Hold _ = condition.hold()) {
                        condition.await();
                    }
                }),
                wait("a condition's lock", (loop, _) -> {
                    Lock lock = new Lock();
                    Condition condition = new Condition(lock);
                    var _ = loop.createTask(() -> {
                        lock.acquire();
                        condition.signalAll();
                        Async.await(future(loop));
                    });
                    try (Hold _ = condition.hold()) {
                        condition.await();
                    }
                }),
                wait("a semaphore", (_, _) -> new Semaphore(0).acquire()),
                wait("an event", (_, _) -> new Event().await()),
                wait("an event with a limit", (_, _) -> new Event().await(LONG)),
                wait("an empty queue", (_, _) -> new Queue<String>().get()),
                wait("a full queue", (_, _) -> {
                    Queue<String> queue = new Queue<>(1);
                    queue.put("one");
                    queue.put("two");
                }),
                wait("the end of a queue", (_, _) -> {
                    Queue<String> queue = new Queue<>(1);
                    queue.put("one");
                    queue.join();
                }),
                wait("a barrier", (_, _) -> new Barrier(2).await()));
    }

    private static List<Arguments> ofDescriptors() {
        return List.of(
                wait("a reader", (_, test) -> test.overStreams((reader, _) -> reader.readLine())),
                wait(
                        "a reader with a limit",
                        (_, test) -> test.overStreams((reader, _) -> reader.readExactly(1, LONG))),
                wait(
                        "a writer",
                        (_, test) -> test.overStreams((_, writer) -> {
                            writer.write(new byte[50_000_000]);
                            writer.drain();
                        })),
                wait("the end of a connection", (_, test) -> test.overStreams((_, writer) -> writer.waitClosed())),
                wait("the end of a server", (loop, _) -> {
                    var server = Async.await(loop.createServer(RecordingProtocol::new, "127.0.0.1", 0));
                    Async.await(server.waitClosed());
                }),
                wait("a connection of the JDK's", (loop, _) -> {
                    try (ServerSocketChannel listening = listening()) {
                        loop.sockAccept(listening);
                    }
                }),
                wait("data of the JDK's", (loop, _) -> {
                    try (DatagramChannel channel = DatagramChannel.open()) {
                        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                        channel.configureBlocking(false);
                        loop.sockReceiveFrom(channel, 10);
                    }
                }),
                wait("room of the JDK's", (loop, _) -> {
                    try (ServerSocketChannel listening = listening();
                            SocketChannel client = SocketChannel.open()) {
                        client.configureBlocking(false);
                        loop.sockConnect(client, listening.getLocalAddress());
                        loop.sockSendAll(client, new byte[50_000_000]);
                    }
                }),
                wait("a change of a folder", (loop, test) -> {
                    try (FileEvents events = loop.files().watch(test.folder)) {
                        events.next();
                    }
                }));
    }

    private static List<Arguments> ofSystem() {
        return List.of(
                wait(
                        "a writer with a limit",
                        (_, test) -> test.overStreams((_, writer) -> {
                            writer.write(new byte[50_000_000]);
                            writer.drain(LONG);
                        })),
                wait(
                        "a channel to read from",
                        (_, test) -> test.overStreams(
                                (reader, _) -> reader.asChannel().read(ByteBuffer.allocate(1)))),
                wait(
                        "a channel to write to",
                        (_, test) -> test.overStreams(
                                (_, writer) -> writer.asChannel().write(ByteBuffer.allocate(50_000_000)))),
                wait(
                        "a file that is sent",
                        (loop, test) -> test.overStreams((_, writer) -> {
                            Path file = test.folder.resolve("huge");
                            try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
                                huge.setLength(1L << 32); // all of it is a hole
                            }
                            Async.await(loop.sendfile(writer.transport(), file));
                        })),
                wait("a handshake", (loop, _) -> {
                    try (ServerSocketChannel listening = listening()) {
                        Streams.openConnection("127.0.0.1", port(listening), Contexts.connecting("TLSv1.3"));
                    }
                }),
                wait(
                        "the beginning of TLS",
                        (_, test) -> test.overStreams((_, writer) -> {
                            TlsContext context =
                                    Contexts.connecting("TLSv1.3").tls().orElseThrow();
                            writer.startTls(context, StartTlsOptions.DEFAULT.withServerName("localhost"));
                        })),
                wait("a server for ever", (loop, _) -> {
                    var server = Async.await(loop.createServer(RecordingProtocol::new, "127.0.0.1", 0));
                    Async.await(server.serveForever());
                }),
                wait("the clients of a server", (loop, _) -> {
                    var server = Async.await(loop.createServer(RecordingProtocol::new, "127.0.0.1", 0));
                    var _ = Async.await(loop.createConnection(RecordingProtocol::new, "127.0.0.1", server.port()));
                    Async.await(server.shutdown(LONG));
                }),
                wait("the end of a file", (loop, _) -> {
                    var file = Async.await(loop.files().open(Path.of("/dev/null"), OpenOptions.READ));
                    Async.await(file.waitClosed());
                }),
                wait("a FIFO", (loop, test) -> Async.await(loop.files().readString(test.fifo))),
                wait(
                        "the reader of a FIFO",
                        (loop, test) -> Async.await(loop.files().writeString(test.fifo, "text"))),
                wait("the start of a child", (_, test) -> {
                    SubprocessOptions options = SubprocessOptions.PIPES.withStdin(Redirect.from(test.fifo));
                    try (Subprocess child = Subprocess.exec(options, "cat")) {
                        child.waitFor();
                    }
                }),
                wait("a child", (_, _) -> {
                    try (Subprocess child = Subprocess.exec(SubprocessOptions.PIPES, "cat")) {
                        child.waitFor();
                    }
                }),
                wait("what a child says", (_, _) -> {
                    try (Subprocess child = Subprocess.exec(SubprocessOptions.PIPES, "sleep", "1000")) {
                        child.communicate();
                    }
                }),
                wait("a terminal", (_, _) -> {
                    try (Pty pty = new Pty();
                            var terminal = Streams.openTerminal(pty.slave())) {
                        terminal.reader().readLine();
                    }
                }));
    }

    private static int port(ServerSocketChannel listening) throws IOException {
        return ((InetSocketAddress) listening.getLocalAddress()).getPort();
    }

    private static ServerSocketChannel listening() throws Exception {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
        return channel;
    }

    /// An operation on a connection whose peer is silent.
    private interface OverStreams {
        void run(StreamReader reader, StreamWriter writer) throws Exception;
    }

    private void overStreams(OverStreams body) throws Exception {
        try (ServerSocketChannel listening = listening()) {
            try (var connection = Streams.openConnection("127.0.0.1", port(listening))) {
                body.run(connection.reader(), connection.writer());
            }
        }
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("waits")
    void isEndedByClosingTheLoop(Wait wait, EventLoop loop, Logged logged) {
        Task<Void> task = loop.createTask(() -> {
            try {
                wait.in(loop, this);
                events.add("went on");
            } finally {
                events.add("finally");
                assertThat(EventLoop.running()).isSameAs(loop);
            }
        });
        Turns.many(loop, 20);
        assertThat(task.isDone()).as(task.toString()).isFalse();
        loop.close();
        assertThat(logged.all())
                .extracting(Logged.Entry::message)
                .anyMatch(message -> message.contains("closing the loop with a task that is not done"));
        assertThat(events).containsExactly("finally");
        assertThat(task.isCancelled()).as(task.toString()).isTrue();
        never.countDown();
    }
}
