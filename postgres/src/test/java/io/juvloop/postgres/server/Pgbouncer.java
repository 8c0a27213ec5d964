package io.juvloop.postgres.server;

import io.juvloop.postgres.PgOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A pgbouncer of the machine's in front of a server, in transaction mode: each transaction may get another session.
///
/// Any thread; starting and ending it block, so not in a loop.
public final class Pgbouncer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long STEP_NANOS = 10_000_000;
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin");

    private final Path folder;
    private final Process process;
    private final TestDatabase database;
    private final int port;

    private Pgbouncer(Path folder, Process process, TestDatabase database, int port) {
        this.folder = folder;
        this.process = process;
        this.database = database;
        this.port = port;
    }

    private static Optional<Path> program() {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Whether this machine has one.
    public static boolean isInstalled() {
        return program().isPresent();
    }

    /// Starts one.
    ///
    /// @param sessions how many it has on the server for all clients
    public static Pgbouncer start(TestDatabase database, int sessions) {
        try {
            Path folder = Place.newFolder();
            int port = freePort();
            Path settings = folder.resolve("pgbouncer.ini");
            Files.write(settings, settings(database, port, sessions));
            Os.setMode(settings, "rw-r--r--");
            Process process = Os.asOrdinaryUser(program().orElseThrow().toString(), settings.toString())
                    .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                    .start();
            Pgbouncer started = new Pgbouncer(folder, process, database, port);
            started.awaitReady();
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<String> settings(TestDatabase database, int port, int sessions) {
        return List.of(
                "[databases]",
                "* = host=127.0.0.1 port=" + database.server().port() + " user=tester",
                "[pgbouncer]",
                "listen_addr = 127.0.0.1",
                "listen_port = " + port,
                "unix_socket_dir =",
                "auth_type = any",
                "pool_mode = transaction",
                "default_pool_size = " + sessions,
                "max_client_conn = 100",
                "server_tls_sslmode = disable",
                "log_connections = 0",
                "log_disconnections = 0");
    }

    private void awaitReady() throws IOException {
        long begin = System.nanoTime();
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                String log = log();
                close();
                throw new IllegalStateException("pgbouncer does not start:\n" + log);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /// Options for the database, by way of it.
    public PgOptions options() {
        return database.options().withPorts(port);
    }

    /// What it has logged.
    public String log() {
        try {
            return Files.readString(folder.resolve("pgbouncer.log"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Os.delete(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
