package io.juvloop.postgres.server;

import io.juvloop.postgres.PgOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A real server on the loopback address, on a port of its own.
///
/// The shared one is started once for all tests of a JVM, and ends with it, however the JVM ends: a shell between
/// waits for the end of its input. Others belong to their test, which closes them.
///
/// Any thread; what it does, it does blocking, so not in a loop.
public final class TestServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long STEP_NANOS = 10_000_000;
    private static final String LOG = "server.log";
    private static final int PID_FILE_STATUS_LINE = 7;
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /// Ends the server when the input ends, which is when this JVM does, or when it wants to; and ends with the
    /// server, whose data it removes.
    private static final String SHELL = "exec 3<&0; \"$0\" -D \"$1\" -p \"$2\" -k \"$3\" </dev/null 3<&- & pid=$!;"
            + " { read end <&3; kill -QUIT $pid; } 2>/dev/null & exec 3<&-; wait $pid;"
            + " rm -rf \"$1\"/* \"$3\" 2>/dev/null";

    private static @Nullable TestServer shared;

    private final Path folder;
    private final Cluster cluster;
    private final Binaries binaries;

    /// Null on Windows, where pg_ctl starts the server as a user who is no administrator, and ends itself.
    private final @Nullable Process process;

    private final Path log;
    private final int port;

    private TestServer(Path folder, Cluster cluster, Binaries binaries, @Nullable Process process, int port) {
        this.folder = folder;
        this.cluster = cluster;
        this.binaries = binaries;
        this.process = process;
        this.log = folder.resolve(LOG);
        this.port = port;
    }

    /// The server of this JVM, with TLS and every method of authentication.
    public static synchronized TestServer shared() {
        TestServer running = shared;
        if (running == null) {
            TestServer started = start(ServerSetup.DEFAULT);
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "end of the server"));
            shared = started;
            running = started;
        }
        return running;
    }

    /// A server of the caller's own.
    public static TestServer start(ServerSetup setup) {
        try {
            Binaries binaries = Binaries.chosen();
            Path folder = Place.newFolder();
            Cluster cluster = new Cluster(binaries, folder);
            cluster.init(setup);
            return start(binaries, folder, cluster);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static TestServer start(Binaries binaries, Path folder, Cluster cluster) throws IOException {
        int port = freePort();
        if (Os.isWindows()) {
            control(
                    binaries,
                    folder,
                    cluster,
                    "start",
                    "-l",
                    folder.resolve(LOG).toString(),
                    "-o",
                    "-p " + port);
            return new TestServer(folder, cluster, binaries, null, port);
        }
        Process process = Os.asOrdinaryUser(
                        "/bin/sh",
                        "-c",
                        SHELL,
                        binaries.program("postgres").toString(),
                        cluster.data().toString(),
                        Integer.toString(port),
                        cluster.sockets().toString())
                .directory(folder.toFile())
                .redirectOutput(folder.resolve(LOG).toFile())
                .start();
        TestServer server = new TestServer(folder, cluster, binaries, process, port);
        server.awaitReady(process);
        return server;
    }

    private static void control(Binaries binaries, Path folder, Cluster cluster, String... words) {
        List<String> all = new ArrayList<>();
        all.addAll(List.of(
                binaries.program("pg_ctl").toString(),
                "-w",
                "-D",
                cluster.data().toString()));
        all.addAll(List.of(words));
        Os.run(folder, null, new ProcessBuilder(all).redirectErrorStream(true));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// The server says in this file how far it is.
    private void awaitReady(Process starting) throws IOException {
        Path pidFile = cluster.data().resolve("postmaster.pid");
        long begin = System.nanoTime();
        while (!isReady(pidFile)) {
            if (!starting.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                String text = Files.readString(log);
                close();
                throw new IllegalStateException("the server does not start:\n" + text);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private static boolean isReady(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return false;
        }
        List<String> lines = Files.readAllLines(pidFile);
        return lines.size() > PID_FILE_STATUS_LINE
                && lines.get(PID_FILE_STATUS_LINE).startsWith("ready");
    }

    // --- Where it is

    /// The port on 127.0.0.1.
    public int port() {
        return port;
    }

    /// The folder of its socket.
    public Path sockets() {
        return cluster.sockets();
    }

    /// Options for a user who needs no password, on the database `postgres`.
    public PgOptions options() {
        return options("tester");
    }

    /// Options for one of the users: `clear_user`, `md5_user`, `scram_user` with the password `secret`; `ssl_user`
    /// and `plain_user` with the same, the one encrypted only, the other plain only; `cert_user` with a
    /// certificate.
    public PgOptions options(String user) {
        return PgOptions.DEFAULT
                .withHosts("127.0.0.1")
                .withPorts(port)
                .withUser(user)
                .withDatabase("postgres");
    }

    /// Its version, such as 15 or 18.
    public int version() {
        return Integer.parseInt(
                        sql("postgres", "show server_version_num").getFirst().getFirst())
                / 10_000;
    }

    /// What it has logged.
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    // --- What it has

    /// Runs SQL past the driver.
    ///
    /// @return the rows of the last statement that has some, as text
    public List<List<@Nullable String>> sql(String database, String sql) {
        try (PlainClient client = new PlainClient(port, "postgres", database)) {
            return client.query(sql);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A new database, which lives as long as the server unless it is closed.
    public TestDatabase createDatabase(String name) {
        String unique = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_") + "_" + DATABASES.incrementAndGet();
        sql("postgres", "create database " + unique);
        return new TestDatabase(this, unique);
    }

    /// Stops it, as an administrator in a hurry does, and deletes everything it had.
    @Override
    public void close() {
        try {
            Process running = process;
            if (running == null) {
                control(binaries, folder, cluster, "stop", "-m", "immediate");
            } else {
                running.getOutputStream().close();
                if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    running.destroyForcibly().waitFor();
                }
            }
            cluster.delete();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
