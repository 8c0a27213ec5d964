package io.juvloop.locks;

import io.juvloop.EventLoop;
import io.juvloop.Protocol;
import io.juvloop.Server;
import io.juvloop.Task;
import io.juvloop.Transport;
import io.juvloop.streams.StreamConnection;
import io.juvloop.streams.Streams;
import io.juvloop.testing.Loopback;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// An echo server that logs each message in its protocol, clients that log each answer in their tasks, and a
/// thread that logs their progress, until all clients have their answers.
final class LoggingEcho {
    private static final Logger LOGGER = System.getLogger("io.juvloop.locks.LoggingEcho");
    private static final int CLIENTS = 8;
    private static final int MESSAGES = 100;
    private static final int LINES = 20_000;

    private final LoopElsewhere there;
    private final EventLoop loop;
    private final AtomicInteger answers = new AtomicInteger();

    LoggingEcho(LoopElsewhere there) {
        this.there = there;
        this.loop = there.loop();
    }

    void run() {
        Server server = there.await(() -> loop.createServer(Echo::new, Loopback.HOST, 0));
        int port = there.call(server::port);
        for (int i = 0; i < CLIENTS; i++) {
            there.post(() -> {
                Task<Void> _ = loop.createTask(() -> client(port));
            });
        }
        Thread status = Thread.ofPlatform().daemon().name("status").start(this::logStatus);
        there.until("all answers", () -> answers.get() == CLIENTS * MESSAGES);
        there.until("the end of the status", () -> !status.isAlive());
        there.run(server::close);
        there.await(server::waitClosed);
    }

    private void logStatus() {
        for (int i = 0; i < LINES && answers.get() < CLIENTS * MESSAGES; i++) {
            LOGGER.log(Level.INFO, "{0} answers", answers.get());
        }
    }

    private void client(int port) throws IOException {
        there.watchdog().show(Thread.currentThread());
        try (StreamConnection connection = Streams.openConnection(Loopback.HOST, port)) {
            for (int i = 0; i < MESSAGES; i++) {
                connection.writer().write("hello\n".getBytes(StandardCharsets.US_ASCII));
                connection.writer().drain();
                LOGGER.log(
                        Level.INFO, "answer of {0} bytes", connection.reader().readLine().length);
                answers.incrementAndGet();
            }
        }
    }

    private static final class Echo implements Protocol {
        private @Nullable Transport transport;

        @Override
        public void connectionMade(Transport made) {
            transport = made;
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            LOGGER.log(Level.INFO, "{0} bytes came", data.remaining());
            Objects.requireNonNull(transport).write(data);
        }
    }
}
