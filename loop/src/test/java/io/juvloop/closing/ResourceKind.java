package io.juvloop.closing;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.Signal;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.files.FileEvents;
import io.juvloop.files.OpenOptions;
import io.juvloop.ipc.PipePair;
import io.juvloop.streams.StreamConnection;
import io.juvloop.streams.Streams;
import io.juvloop.subprocess.SubprocessConnection;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.sync.Barrier;
import io.juvloop.sync.Condition;
import io.juvloop.sync.Event;
import io.juvloop.sync.Lock;
import io.juvloop.sync.Queue;
import io.juvloop.sync.Semaphore;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.Reaped;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.tty.Pty;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.condition.OS;

/// The kinds of resources that a loop can have open.
enum ResourceKind {
    TCP("127.0.0.1") {
        @Override
        void open(OpenResources all) {
            Server server = Loopback.serve(all.loop(), RecordingProtocol::new);
            Connection<RecordingProtocol> client = Loopback.connect(all.loop(), RecordingProtocol::new, server);
            client.transport().write(new byte[1_000_000]);
        }
    },
    UNIX("socket") {
        @Override
        void open(OpenResources all) {
            all.loop().runUntilComplete(all.loop().createUnixServer(RecordingProtocol::new, all.path("socket")));
            all.loop().runUntilComplete(all.loop().createUnixConnection(RecordingProtocol::new, all.path("socket")));
        }
    },
    UDP("datagram") {
        @Override
        void open(OpenResources all) {
            DatagramOptions local = DatagramOptions.DEFAULT.withLocalAddress(Loopback.HOST, 0);
            all.loop().runUntilComplete(all.loop().createDatagramEndpoint(Deaf::new, local));
        }
    },
    PIPES("pipe") {
        @Override
        void open(OpenResources all) throws Exception {
            EventLoop loop = all.loop();
            try (PipePair pair = loop.pipePair()) {
                loop.runUntilComplete(loop.connectReadPipe(RecordingProtocol::new, pair.takeReadEnd()));
                loop.runUntilComplete(loop.connectWritePipe(RecordingProtocol::new, pair.takeWriteEnd()));
            }
        }
    },
    SUBPROCESS("process") {
        @Override
        void open(OpenResources all) {
            SubprocessConnection<?> cat = all.loop()
                    .runUntilComplete(all.loop()
                            .subprocessExec(() -> new SubprocessProtocol() {}, SubprocessOptions.PIPES, "cat"));
            all.child(cat.transport().pid());
        }
    },
    PROCESS_OF_THE_JDK("") {
        @Override
        void open(OpenResources all) throws Exception {
            // when the first one is created, the JDK resets the signal by which libuv notices the exit of its
            // children
            assertThat(Reaped.exit(new ProcessBuilder("true").start())).isZero();
        }
    },
    SIGNAL("") {
        @Override
        void open(OpenResources all) {
            all.loop().addSignalHandler(Signal.WINCH, () -> {});
        }
    },
    WATCH("watch of") {
        @Override
        void open(OpenResources all) throws Exception {
            all.loop().files().watch(all.path("."), (watch, event) -> {});
        }
    },
    STAT_WATCH("stat watch of") {
        @Override
        void open(OpenResources all) throws Exception {
            all.loop().files().watchStat(all.path("nothing"), Duration.ofMillis(1), (watch, before, now) -> {});
        }
    },
    EVENTS_OF_FILES("") {
        @Override
        void open(OpenResources all) throws Exception {
            FileEvents events = all.loop().files().watch(Files.createDirectory(all.path("still")));
            all.waits("next event", () -> events.next());
        }
    },
    FILE("file") {
        @Override
        void open(OpenResources all) throws Exception {
            Files.write(all.path("file"), new byte[1_000_000]);
            all.file(all.loop().runUntilComplete(all.loop().files().open(all.path("file"), OpenOptions.READ)));
        }

        @Override
        void begin(OpenResources all) {
            all.inFlight(all.file().read(ByteBuffer.allocateDirect(1_000_000), 0));
            all.inFlight(all.file().read(ByteBuffer.allocate(1_000_000), 0));
            all.inFlight(all.loop().files().stat(all.path("file")));
        }
    },
    LOOKUPS("") {
        @Override
        void begin(OpenResources all) {
            for (int i = 0; i < 20; i++) {
                all.inFlight(all.loop().getaddrinfo("localhost", 80));
                all.inFlight(all.loop().getnameinfo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 80)));
                all.inFlight(all.loop().host().random(64));
            }
        }
    },
    HOOKS("") {
        @Override
        void open(OpenResources all) {
            all.loop().phases().onPrepare(() -> {});
            all.loop().phases().onCheck(() -> {});
            all.loop().phases().onIdle(() -> {});
            all.loop().phases().callEvery(Duration.ofMillis(1), () -> {});
        }
    },
    TERMINAL("terminal") {
        @Override
        void open(OpenResources all) {
            Pty pty = all.borrowed(new Pty());
            all.loop().runUntilComplete(all.loop().terminals().connect(RecordingProtocol::new, pty.slave()));
        }
    },
    READERS("") {
        @Override
        void open(OpenResources all) {
            Pty pty = all.borrowed(new Pty());
            all.loop().addReader(pty.master(), () -> {});
            all.loop().addWriter(pty.master(), () -> {});
        }
    },
    FILE_BEING_SENT("127.0.0.1") {
        @Override
        void open(OpenResources all) throws Exception {
            ServerSocketChannel server = all.borrowed(ServerSocketChannel.open());
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            Files.write(all.path("sent"), new byte[30_000_000]);
            Connection<RecordingProtocol> client = all.loop()
                    .runUntilComplete(all.loop().createConnection(RecordingProtocol::new, Loopback.HOST, port));
            all.inFlight(all.loop().sendfile(client.transport(), all.path("sent")));
        }
    },
    CONNECTING("attempt to connect to") {
        @Override
        void begin(OpenResources all) {
            all.inFlight(all.loop().createConnection(RecordingProtocol::new, "localhost", 9));
            all.inFlight(all.loop().createConnection(RecordingProtocol::new, Loopback.HOST, 9));
        }
    },
    TIMERS("") {
        @Override
        void begin(OpenResources all) {
            all.loop().callLater(Duration.ofHours(1), () -> {});
            all.loop().callSoon(() -> {});
            all.loop().callSoonThreadsafe(() -> {});
        }
    },
    TASKS("") {
        @Override
        void open(OpenResources all) {
            Lock lock = new Lock();
            Condition condition = new Condition();
            all.waits("sleep", () -> Async.sleep(Duration.ofHours(1)));
            all.waits("future", () -> Async.await(all.loop().createFuture()));
            all.waits("holder", () -> {
                lock.acquire();
                Async.sleep(Duration.ofHours(1));
            });
            all.waits("lock", lock::acquire);
            all.waits("semaphore", () -> new Semaphore(0).acquire());
            all.waits("event", () -> new Event().await());
            all.waits("queue", () -> new Queue<String>().get());
            all.waits("barrier", () -> new Barrier(2).await());
            all.waits("condition", () -> {
                condition.acquire();
                condition.await();
            });
            all.waits("timeout", () -> Async.waitFor(all.loop().createFuture(), Duration.ofHours(1)));
        }
    },
    SOCKETS("") {
        @Override
        void open(OpenResources all) throws Exception {
            ServerSocketChannel server = all.borrowed(ServerSocketChannel.open());
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .configureBlocking(false);
            SocketChannel client = all.borrowed(SocketChannel.open(server.getLocalAddress()));
            client.configureBlocking(false);
            all.borrowed(server.accept());
            all.waits("accept", () -> all.loop().sockAccept(server));
            all.waits("receive", () -> all.loop().sockReceive(client, 1));
        }
    },
    STREAMS("") {
        @Override
        void open(OpenResources all) {
            Server server = Loopback.serve(all.loop(), RecordingProtocol::new);
            all.waits("read", () -> {
                try (StreamConnection connection = Streams.openConnection(Loopback.HOST, server.port())) {
                    connection.reader().read(1);
                }
            });
        }
    };

    private static final class Deaf implements DatagramProtocol {
        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {}
    }

    private final String warning;

    ResourceKind(String warning) {
        this.warning = warning;
    }

    /// The warning about it when the loop is closed; empty if it needs none of its own.
    String warning() {
        return warning;
    }

    /// Whether this platform has it; Windows lacks such files and programs.
    boolean isHere() {
        return OS.current() != OS.WINDOWS
                || !(this == UNIX
                        || this == SUBPROCESS
                        || this == PIPES
                        || this == PROCESS_OF_THE_JDK
                        || this == TERMINAL
                        || this == READERS);
    }

    /// Opens it, which may take iterations of the loop.
    void open(OpenResources all) throws Exception {}

    /// Starts an operation that must be pending when the loop is closed, so the loop does not run after this.
    void begin(OpenResources all) {}
}
