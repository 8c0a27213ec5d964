package io.juvloop.loaders;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Juvloop;
import io.juvloop.LoopFuture;
import io.juvloop.Server;
import io.juvloop.Signal;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.files.OpenOptions;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.terminal.TerminalMode;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.tls.Contexts;
import io.juvloop.tty.Pty;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/// Objects that juvloop creates at their first use and keeps: threads, hooks, static fields.
enum FirstUse {
    LOOP {
        @Override
        void use(EventLoop loop) {
            loop.runUntilComplete(CompletableFuture.completedFuture("ran"));
        }
    },
    TASKS {
        @Override
        void use(EventLoop loop) {
            loop.runUntilComplete(loop.createTask(() -> Async.sleep(Duration.ofMillis(1))));
        }
    },
    UNSEEN_FAILURE {
        @Override
        void use(EventLoop loop) {
            LoopFuture<String> unseen = loop.createFuture();
            unseen.completeExceptionally(new IllegalStateException("on purpose"));
        }
    },
    LOG {
        @Override
        void use(EventLoop loop) {
            loop.callSoon(() -> {
                throw new IllegalStateException("on purpose");
            });
            loop.callSoon(loop::stop);
            loop.runForever();
        }
    },
    DEBUG_MODE {
        @Override
        void use(EventLoop loop) {
            loop.setDebug(true);
            loop.runUntilComplete(CompletableFuture.completedFuture("ran"));
        }
    },
    MEMORY_OF_FILES {
        @Override
        void use(EventLoop loop) throws Exception {
            Path path = Files.createTempFile("first", ".use");
            var file = loop.runUntilComplete(loop.files().open(path, OpenOptions.READ_WRITE));
            try (Arena arena = Arena.ofShared()) {
                loop.runUntilComplete(file.write(arena.allocate(10), 0));
            }
            loop.runUntilComplete(file.write(ByteBuffer.allocateDirect(10), 0));
            file.close();
            loop.runUntilComplete(loop.files().readString(path, StandardCharsets.UTF_8));
            Files.delete(path);
        }
    },
    SELECTOR {
        @Override
        void use(EventLoop loop) throws Exception {
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            loop.addReader(pipe.source(), loop::stop);
            int _ = pipe.sink().write(ByteBuffer.allocate(1));
            loop.runForever();
            boolean _ = loop.removeReader(pipe.source());
            pipe.source().close();
            pipe.sink().close();
        }
    },
    EXECUTOR {
        @Override
        void use(EventLoop loop) {
            loop.runUntilComplete(loop.runInExecutor(null, () -> "ran"));
            loop.runUntilComplete(loop.shutdownDefaultExecutor(Duration.ofSeconds(5)));
        }
    },
    RUNNER {
        @Override
        void use(EventLoop loop) {
            Juvloop.run(() -> Async.sleep(Duration.ofMillis(1)));
        }
    },
    SIGNAL {
        @Override
        void use(EventLoop loop) {
            loop.addSignalHandler(Signal.WINCH, () -> {});
            loop.runUntilComplete(CompletableFuture.completedFuture("ran"));
        }
    },
    CHILD {
        @Override
        void use(EventLoop loop) {
            var child = loop.runUntilComplete(loop.subprocessExec(
                    () -> new SubprocessProtocol() {
                        @Override
                        public void processExited() {
                            loop.stop();
                        }
                    },
                    SubprocessOptions.PIPES,
                    "true"));
            loop.runForever();
            child.transport().close();
        }
    },
    NAMES {
        @Override
        void use(EventLoop loop) {
            loop.runUntilComplete(loop.getaddrinfo("localhost", 80));
        }
    },
    ENCRYPTED_CONNECTION {
        // the JDK's own first handshake keeps what it likes, on another thread
        @Override
        void prepare() {
            try (EventLoop loop = EventLoop.create()) {
                use(loop);
            }
        }

        @Override
        void use(EventLoop loop) {
            Server server = loop.runUntilComplete(
                    loop.createServer(RecordingProtocol::new, Loopback.HOST, 0, Contexts.serving("TLSv1.3")));
            var client = loop.runUntilComplete(loop.createConnection(
                    RecordingProtocol::new, Loopback.HOST, server.port(), Contexts.connecting("TLSv1.3")));
            client.transport().close();
            server.close();
            loop.runUntilComplete(server.waitClosed());
        }
    },
    DATAGRAMS {
        @Override
        void use(EventLoop loop) {
            DatagramProtocol silent = (data, sender) -> {};
            DatagramOptions local = DatagramOptions.DEFAULT.withLocalAddress(Loopback.HOST, 0);
            loop.runUntilComplete(loop.createDatagramEndpoint(() -> silent, local))
                    .transport()
                    .abort();
            loop.runUntilComplete(CompletableFuture.completedFuture("ran"));
        }
    },
    STANDARD_INPUT {
        @Override
        void use(EventLoop loop) {
            loop.runUntilComplete(loop.connectReadPipe(RecordingProtocol::new, 0))
                    .transport()
                    .abort();
            loop.runUntilComplete(CompletableFuture.completedFuture("ran"));
        }
    },
    FIFO_OF_A_CHILD {
        @Override
        void use(EventLoop loop) throws Exception {
            Path folder = Files.createTempDirectory("first");
            Path fifo = folder.resolve("fifo");
            int _ = new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
            var starting = loop.subprocessExec(
                    () -> new SubprocessProtocol() {}, SubprocessOptions.PIPES.withStdin(Redirect.from(fifo)), "true");
            boolean _ = starting.cancel(true);
            loop.runUntilComplete(CompletableFuture.completedFuture("ran"));
            Files.delete(fifo);
            Files.delete(folder);
        }
    },
    TERMINAL {
        // JNA, which this uses to open terminals, keeps the thread that used it first
        @Override
        void prepare() {
            new Pty().close();
        }

        @Override
        void use(EventLoop loop) throws Exception {
            try (Pty pty = new Pty()) {
                var connection = loop.runUntilComplete(loop.terminals().connect(RecordingProtocol::new, pty.slave()));
                Objects.requireNonNull(connection.transport().extraInfo(ExtraInfo.TERMINAL))
                        .setMode(TerminalMode.RAW);
                connection.transport().close();
                loop.callLater(Duration.ofMillis(1), loop::stop);
                loop.runForever();
            }
        }
    };

    /// Prepares on another thread, before.
    void prepare() {}

    abstract void use(EventLoop loop) throws Exception;
}
