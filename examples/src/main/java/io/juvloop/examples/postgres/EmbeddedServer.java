package io.juvloop.examples.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A PostgreSQL server for one run of an example, on the loopback address, with a new and empty folder of data.
///
/// It ends with this JVM, however that ends: a shell between waits for the end of its input, and removes the data.
///
/// One thread, outside of loops, because it blocks. Lifetime: until it is closed.
final class EmbeddedServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long STEP_NANOS = 10_000_000;
    private static final int STATUS_LINE = 7;

    private static final String SHELL = "exec 3<&0; \"$0\" -D \"$1\" -p \"$2\" </dev/null 3<&- & pid=$!;"
            + " { read end <&3; kill -QUIT $pid; } 2>/dev/null & exec 3<&-; wait $pid; rm -rf \"$1\"/* 2>/dev/null";

    /// The data live as long as the example does, so nothing need be safe on the disk.
    private static final List<String> SETTINGS = List.of(
            "listen_addresses = '127.0.0.1'",
            "unix_socket_directories = ''",
            "logging_collector = off",
            "fsync = off",
            "jit = off");

    private final Path data;
    private final Process process;
    private final int port;

    private EmbeddedServer(Path data, Process process, int port) {
        this.data = data;
        this.process = process;
        this.port = port;
    }

    static EmbeddedServer start() throws IOException {
        return start(List.of());
    }

    /// Starts one with further settings, such as `max_connections = 200`.
    static EmbeddedServer start(List<String> settings) throws IOException {
        ServerPrograms programs = ServerPrograms.unpacked();
        Path data = programs.newDataFolder();
        init(programs, data);
        Files.write(data.resolve("postgresql.conf"), settings, StandardOpenOption.APPEND);
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String postgres = programs.path("postgres");
        Process process = OrdinaryUser.command(
                        "/bin/sh", "-c", SHELL, postgres, data.toString(), Integer.toString(port))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        EmbeddedServer server = new EmbeddedServer(data, process, port);
        server.awaitReady();
        return server;
    }

    private static void init(ServerPrograms programs, Path data) throws IOException {
        Process initdb = OrdinaryUser.command(
                        programs.path("initdb"),
                        "-D",
                        data.toString(),
                        "-U",
                        "postgres",
                        "-A",
                        "trust",
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--no-sync")
                .start();
        initdb.getOutputStream().close();
        String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (initdb.onExit().join().exitValue() != 0) {
            throw new IOException("initdb has failed: " + output);
        }
        Files.write(data.resolve("postgresql.conf"), SETTINGS, StandardOpenOption.APPEND);
    }

    /// The server writes into this file how far it is.
    private void awaitReady() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        long begin = System.nanoTime();
        while (!isReady(pidFile)) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                close();
                throw new IOException("the server does not start");
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private static boolean isReady(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return false;
        }
        List<String> lines = Files.readAllLines(pidFile);
        return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).startsWith("ready");
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(data);
    }
}
