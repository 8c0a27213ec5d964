package io.juvloop.closing;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.BaseProtocol;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.Task;
import io.juvloop.Transport;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.files.OpenOptions;
import io.juvloop.ipc.PipePair;
import io.juvloop.net.peer.Libc;
import io.juvloop.streams.Streams;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.testing.Await;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import io.juvloop.tls.Contexts;
import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsContext;
import io.juvloop.tty.Pty;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A task is cancelled in the very step in which its awaited future succeeds: no task can take the result any
/// more, and it is closed. The extension checks after each of these tests that nothing is left open.
@TaskTest
@DisabledOnOs(OS.WINDOWS)
class AbandonedResultTest {
    private static final class Deaf implements DatagramProtocol {
        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {}
    }

    /// A task and the future that it awaits.
    private static final class Wait {
        private @Nullable CompletableFuture<?> future;
        private final Task<Object> task;

        Wait(EventLoop loop, Supplier<CompletableFuture<?>> making) {
            task = loop.createTask(() -> {
                future = making.get();
                return Async.await(future);
            });
            loop.callSoon(() -> look(loop));
        }

        /// Runs the iteration after which the woken task runs.
        private void look(EventLoop loop) {
            CompletableFuture<?> made = future;
            if (made == null || !made.isDone()) {
                loop.callSoon(() -> look(loop));
            } else {
                assertThat(task.cancel()).isTrue();
            }
        }
    }

    private static void abandons(EventLoop loop, Supplier<CompletableFuture<?>> making) {
        List<Wait> waits = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waits.add(new Wait(loop, making));
        }
        Await.until(loop, () -> waits.stream().allMatch(wait -> wait.task.isDone()));
        assertThat(waits).allMatch(wait -> wait.task.isCancelled());
        Turns.many(loop, 5);
    }

    private static void closed(EventLoop loop, Server server) {
        server.closeClients();
        server.close();
        loop.runUntilComplete(server.waitClosed());
        Turns.many(loop, 5);
    }

    @Test
    void aConnectionIsClosedAndItsProtocolHearsOfIt(EventLoop loop) {
        Server server = Loopback.serve(loop, RecordingProtocol::new);
        List<RecordingProtocol> made = new ArrayList<>();
        abandons(
                loop,
                () -> loop.createConnection(
                        () -> {
                            made.add(new RecordingProtocol());
                            return made.getLast();
                        },
                        Loopback.HOST,
                        server.port()));
        assertThat(made).hasSize(5).allMatch(protocol -> protocol.count("made") == 1 && protocol.count("lost") == 1);
        closed(loop, server);
    }

    @Test
    void aUnixConnectionIsClosed(EventLoop loop, @TempDir Path directory) {
        Path path = directory.resolve("socket");
        Server server = loop.runUntilComplete(loop.createUnixServer(RecordingProtocol::new, path));
        abandons(loop, () -> loop.createUnixConnection(RecordingProtocol::new, path));
        closed(loop, server);
    }

    @Test
    void aServerIsClosed(EventLoop loop) {
        abandons(loop, () -> loop.createServer(RecordingProtocol::new, "localhost", 0));
    }

    @Test
    void anEndpointIsClosed(EventLoop loop) {
        DatagramOptions local = DatagramOptions.DEFAULT.withLocalAddress("localhost", 0);
        abandons(loop, () -> loop.createDatagramEndpoint(Deaf::new, local));
    }

    @Test
    void aPipeIsClosed(EventLoop loop) throws IOException {
        try (PipePair pair = loop.pipePair()) {
            abandons(loop, () -> {
                try (PipePair each = loop.pipePair()) {
                    return loop.connectReadPipe(RecordingProtocol::new, each.takeReadEnd());
                } catch (IOException failure) {
                    return CompletableFuture.failedFuture(failure);
                }
            });
            assertThat(pair.readEnd()).isPositive();
        }
    }

    @Test
    void anEndOfAPipeToWriteToIsClosed(EventLoop loop) {
        abandons(loop, () -> {
            try (PipePair each = loop.pipePair()) {
                return loop.connectWritePipe(RecordingProtocol::new, each.takeWriteEnd());
            } catch (IOException failure) {
                return CompletableFuture.failedFuture(failure);
            }
        });
    }

    @Test
    void aSocketThatWasAcceptedElsewhereIsClosed(EventLoop loop) {
        abandons(loop, () -> {
            int[] pair = new int[2];
            Libc.INSTANCE.socketpair(Libc.AF_UNIX, Libc.SOCK_STREAM, 0, pair);
            Libc.INSTANCE.close(pair[1]);
            return loop.connectAcceptedSocket(RecordingProtocol::new, pair[0]);
        });
    }

    @Test
    void aTerminalIsClosed(EventLoop loop) {
        try (Pty pty = new Pty()) {
            abandons(loop, () -> loop.terminals().connect(RecordingProtocol::new, pty.slave()));
        }
    }

    @Test
    void anEncryptedConnectionIsClosedAndItsProtocolHearsOfIt(EventLoop loop) {
        Server server = loop.runUntilComplete(
                loop.createServer(RecordingProtocol::new, Loopback.HOST, 0, Contexts.serving("TLSv1.3")));
        List<RecordingProtocol> made = new ArrayList<>();
        abandons(
                loop,
                () -> loop.createConnection(
                        () -> {
                            made.add(new RecordingProtocol());
                            return made.getLast();
                        },
                        Loopback.HOST,
                        server.port(),
                        Contexts.connecting("TLSv1.3")));
        Await.until(loop, () -> made.stream().allMatch(RecordingProtocol::isLost));
        assertThat(made).hasSize(5).allMatch(protocol -> protocol.count("made") == 1 && protocol.count("lost") == 1);
        closed(loop, server);
    }

    @Test
    void aConnectionOnWhichTlsHasBegunIsClosedAndItsProtocolHearsOfIt(EventLoop loop) {
        Server server = loop.runUntilComplete(
                loop.createServer(RecordingProtocol::new, Loopback.HOST, 0, Contexts.serving("TLSv1.3")));
        List<RecordingProtocol> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(Loopback.connect(loop, RecordingProtocol::new, server).protocol());
        }
        Iterator<RecordingProtocol> next = List.copyOf(made).iterator();
        TlsContext context = Contexts.connecting("TLSv1.3").tls().orElseThrow();
        StartTlsOptions options = StartTlsOptions.DEFAULT.withServerName(Loopback.HOST);
        abandons(loop, () -> {
            RecordingProtocol protocol = next.next();
            return loop.startTls(protocol.transport(), protocol, context, options);
        });
        Await.until(loop, () -> made.stream().allMatch(RecordingProtocol::isLost));
        assertThat(made).allMatch(protocol -> protocol.count("made") == 1 && protocol.count("lost") == 1);
        closed(loop, server);
    }

    @Test
    void aChildIsKilled(EventLoop loop) {
        SubprocessOptions options = SubprocessOptions.PIPES;
        abandons(loop, () -> loop.subprocessExec(() -> new SubprocessProtocol() {}, options, "sleep", "100"));
        Await.until(
                loop,
                () -> loop.allTasks().isEmpty()
                        && ProcessHandle.current()
                                .children()
                                .noneMatch(child ->
                                        child.info().command().orElse("").endsWith("sleep")));
        Turns.many(loop, 5);
    }

    @Test
    void filesAndFoldersAreClosed(EventLoop loop, @TempDir Path directory) {
        abandons(loop, () -> loop.files().open(Path.of("/dev/null"), OpenOptions.READ));
        abandons(loop, () -> loop.files().open(Path.of("/dev/null"), OpenOptions.WRITE));
        abandons(loop, () -> loop.files().mkstemp(directory.resolve("XXXXXX")));
        abandons(loop, () -> loop.files().opendir(directory));
        Await.until(loop, () -> loop.stats().requests().get("FS").live() == 0);
    }

    @Test
    void whatWasGatheredIsClosed(EventLoop loop) {
        Server server = Loopback.serve(loop, RecordingProtocol::new);
        Supplier<CompletableFuture<?>> connecting =
                () -> loop.createConnection(RecordingProtocol::new, Loopback.HOST, server.port());
        abandons(loop, () -> Async.gather(List.of(connecting.get(), connecting.get())));
        abandons(loop, () -> Async.gatherOutcomes(List.of(connecting.get(), connecting.get())));
        abandons(loop, () -> Async.gather(Async.gather(connecting.get()), Async.gather(connecting.get())));
        closed(loop, server);
    }

    @Test
    void whatSomebodyElseHasLookedAtStaysOpen(EventLoop loop) {
        Server server = Loopback.serve(loop, RecordingProtocol::new);
        List<Transport> kept = new ArrayList<>();
        abandons(loop, () -> {
            var connecting = loop.createConnection(RecordingProtocol::new, Loopback.HOST, server.port());
            var _ = connecting.thenAccept(connection -> kept.add(connection.transport()));
            return connecting;
        });
        assertThat(kept).hasSize(5).noneMatch(Transport::isClosing);
        kept.forEach(Transport::close);
        closed(loop, server);
    }

    @Test
    void everyConnectionThatIsMadeIsLostWhoeverCancelsWhen(EventLoop loop) {
        Server server = Loopback.serve(loop, RecordingProtocol::new);
        List<RecordingProtocol> all = new ArrayList<>();
        Supplier<RecordingProtocol> factory = () -> {
            all.add(new RecordingProtocol());
            return all.getLast();
        };
        List<Task<?>> tasks = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            Callable<BaseProtocol> body = i % 2 == 0
                    ? () -> connected(loop, factory, server)
                    : () -> {
                        Streams.openConnection(Loopback.HOST, server.port())
                                .writer()
                                .close();
                        return connected(loop, factory, server);
                    };
            Task<?> task = loop.createTask(body);
            tasks.add(task);
            cancelAfter(loop, task, random.nextInt(60));
        }
        Await.until(loop, () -> tasks.stream().allMatch(Task::isDone));
        Turns.many(loop, 5);
        assertThat(all).isNotEmpty();
        Await.until(loop, () -> all.stream().allMatch(RecordingProtocol::isLost));
        assertThat(all).allMatch(protocol -> protocol.count("made") == 1);
        closed(loop, server);
    }

    /// A connection that its task has received, which closes it.
    private static BaseProtocol connected(EventLoop loop, Supplier<RecordingProtocol> factory, Server server)
            throws Exception {
        var connecting = loop.createConnection(factory, Loopback.HOST, server.port());
        var connection = Async.waitFor(connecting, Duration.ofSeconds(10));
        connection.transport().close();
        return connection.protocol();
    }

    private static void cancelAfter(EventLoop loop, Task<?> task, int turns) {
        loop.callSoon(() -> {
            if (turns == 0) {
                task.cancel();
            } else {
                cancelAfter(loop, task, turns - 1);
            }
        });
    }
}
