package io.juvloop.tls;

import io.juvloop.Async;
import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.LoopStats;
import io.juvloop.Protocol;
import io.juvloop.Server;
import io.juvloop.Transport;
import io.juvloop.testing.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Makes many encrypted connections to itself, of which half fail at random points, and prints what is left of them:
/// in a JVM of its own, of which the memory is no other test's.
///
/// Some clients of the failing half give up while they connect, some leave behind a part of their hello, some do not
/// trust the server, and some abort when they have begun to talk.
final class TlsChurnMain {
    private static final int AT_ONCE = 50;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final EventLoop loop;
    private final Random random = new Random(25);
    private final ConnectOptions rare;
    private final ConnectOptions usual;
    private final ConnectOptions distrusting;
    private final byte[] hello;
    private final int port;
    private int left;
    private int served;

    private TlsChurnMain(EventLoop loop, int port) throws SSLException {
        this.loop = loop;
        this.port = port;
        ConnectOptions named =
                ConnectOptions.DEFAULT.withServerName("localhost").withTlsTimeouts(LIMIT, LIMIT);
        rare = named.withTls(Contexts.client("TLSv1.3"));
        usual = named.withTls(Contexts.client("TLSv1.2"));
        TlsTrust stranger = TlsTrust.of(Issuer.STRANGER.certificate());
        distrusting = named.withTls(
                TlsContext.client(Contexts.clientOptions("TLSv1.3").withTrust(stranger)));
        hello = hello();
    }

    private static byte[] hello() throws SSLException {
        SSLEngine engine = Contexts.client("TLSv1.3").newClientEngine("localhost", 443);
        ByteBuffer record = ByteBuffer.allocate(20_000);
        engine.wrap(ByteBuffer.allocate(0), record);
        byte[] bytes = new byte[record.flip().remaining()];
        record.get(bytes);
        return bytes;
    }

    /// The count of connections.
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        try (EventLoop loop = EventLoop.create()) {
            Server server = loop.runUntilComplete(loop.createServer(
                    Echo::new,
                    List.of("127.0.0.1"),
                    0,
                    Contexts.serving("TLSv1.3", "TLSv1.2").withTlsTimeouts(LIMIT, LIMIT)));
            TlsChurnMain churn = new TlsChurnMain(loop, server.port());
            churn.run(count / 3);
            long files = openFiles();
            long memory = residentKibibytes();
            long used = loop.stats().nativeBytesInUse();
            churn.run(count - count / 3);
            churn.print(count, files, memory, used);
            server.close();
            loop.runUntilComplete(server.waitClosed());
        }
    }

    private void print(int count, long files, long memory, long used) throws IOException {
        LoopStats.Tls tls = loop.stats().tls();
        System.out.println("connections " + count + ": " + served + " served to the end, " + tls.resumed()
                + " handshakes resumed, " + tls.failed() + " failed");
        System.out.println("engines made = freed: " + (tls.engines().live() == 0));
        System.out.println("more files: " + (openFiles() - files));
        System.out.println("more memory of the loop: " + (loop.stats().nativeBytesInUse() - used));
        System.out.println("more resident KiB: " + (residentKibibytes() - memory));
    }

    private void run(int count) {
        left = count;
        List<CompletableFuture<?>> tasks = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            tasks.add(loop.createTaskOf(this::connectForLong).toCompletableFuture());
        }
        loop.runUntilComplete(CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)));
        Await.until(
                loop,
                "the end of all engines",
                () -> loop.stats().tls().engines().live() == 0);
    }

    private boolean connectForLong() throws Exception {
        while (left > 0) {
            int number = left--;
            int kind = random.nextInt(20);
            if (number % 2 == 0) {
                talk(true);
            } else if (kind < 6) {
                talk(false);
            } else if (kind < 12) {
                giveUp();
            } else if (kind < 19) {
                leave();
            } else {
                distrust();
            }
        }
        return true;
    }

    /// Sends what it gets back.
    private static final class Echo implements Protocol {
        private @Nullable Transport transport;

        @Override
        public void connectionMade(Transport connection) {
            transport = connection;
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            java.util.Objects.requireNonNull(transport).write(data);
        }
    }

    /// Awaits some bytes, and the end.
    private static final class Client implements Protocol {
        private final LoopFuture<Boolean> answered;
        private final LoopFuture<Boolean> over;

        Client(EventLoop loop) {
            answered = new LoopFuture<>(loop);
            over = new LoopFuture<>(loop);
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            answered.complete(true);
        }

        @Override
        public void connectionLost(@Nullable Throwable cause) {
            answered.complete(false);
            over.complete(true);
        }
    }

    /// A session of TLS 1.2 is resumed without much to compute, so that is what most do.
    private ConnectOptions options() {
        return random.nextInt(20) == 0 ? rare : usual;
    }

    private void talk(boolean toTheEnd) throws Exception {
        Connection<Client> connection =
                Async.await(loop.createConnection(() -> new Client(loop), "127.0.0.1", port, options()));
        connection.transport().write(new byte[1 + random.nextInt(2000)]);
        if (toTheEnd) {
            served += Async.await(connection.protocol().answered) ? 1 : 0;
            connection.transport().close();
        } else {
            if (random.nextBoolean()) {
                Async.sleep(Duration.ofNanos(random.nextInt(1_000_000)));
            }
            connection.transport().abort();
        }
        Async.await(connection.protocol().over);
    }

    private void giveUp() throws Exception {
        CompletableFuture<Connection<Client>> connecting =
                loop.createConnection(() -> new Client(loop), "127.0.0.1", port, options());
        Async.sleep(Duration.ofNanos(random.nextInt(3_000_000)));
        if (connecting.cancel(false)) {
            return;
        }
        try {
            connecting.join().transport().abort();
        } catch (CompletionException | CancellationException failed) {
            throw new IllegalStateException("it should have connected", failed);
        }
    }

    private void leave() throws Exception {
        Connection<Client> connection =
                Async.await(loop.createConnection(() -> new Client(loop), "127.0.0.1", port, ConnectOptions.DEFAULT));
        int length = random.nextInt(hello.length + 1);
        connection.transport().write(ByteBuffer.wrap(hello, 0, length));
        if (length == hello.length || random.nextBoolean()) {
            Async.sleep(Duration.ofNanos(random.nextInt(3_000_000)));
        }
        connection.transport().abort();
        Async.await(connection.protocol().over);
    }

    private void distrust() throws Exception {
        try {
            var _ = Async.await(
                    loop.createConnection(() -> new Client(loop), "127.0.0.1", port, distrusting), SSLException.class);
            throw new IllegalStateException("a stranger was trusted");
        } catch (SSLException expected) {
            return;
        }
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(file -> !Files.isRegularFile(file)).count();
        }
    }

    private static long residentKibibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
