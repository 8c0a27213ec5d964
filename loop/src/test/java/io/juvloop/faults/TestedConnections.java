package io.juvloop.faults;

import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A loop with several connections to itself. A connection that a scenario has ended is replaced.
///
/// They are Unix sockets, whose buffers have exactly the requested size.
final class TestedConnections implements AutoCloseable {
    private static final int COUNT = 4;
    private static final int SMALL = 8192;

    private final EventLoop loop;
    private final Supplier<? extends RecordingEnd> nearEnd;
    private final Supplier<? extends RecordingEnd> farEnd;
    private final ConnectOptions options;
    private final int mostBroken;
    private final Path folder;
    private final Server server;
    private final List<RecordingEnd> accepted = new ArrayList<>();
    private final List<RecordingEnd> opened = new ArrayList<>();
    private final List<TestedConnection> all = new ArrayList<>();
    private final MemoryAtRest memory;

    TestedConnections(EventLoop loop, Supplier<? extends RecordingEnd> nearEnd) {
        this(loop, nearEnd, RecordingEnd::new, ServerOptions.DEFAULT, ConnectOptions.DEFAULT);
    }

    TestedConnections(
            EventLoop loop,
            Supplier<? extends RecordingEnd> nearEnd,
            Supplier<? extends RecordingEnd> farEnd,
            ServerOptions serving,
            ConnectOptions options) {
        this.loop = loop;
        memory = new MemoryAtRest(loop);
        this.nearEnd = nearEnd;
        this.farEnd = farEnd;
        this.options = options;
        // what is encrypted is lost with an error below it, which may be that of another connection's bytes
        mostBroken = options.tls().isPresent() ? 2 : 1;
        folder = freshFolder();
        server = loop.runUntilComplete(loop.createUnixServer(this::accept, address(), serving));
        for (int id = 1; id <= COUNT; id++) {
            all.add(connect(id));
        }
    }

    static Path freshFolder() {
        try {
            return Files.createTempDirectory("lines");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private RecordingEnd accept() {
        RecordingEnd far = farEnd.get();
        accepted.add(far);
        return far;
    }

    private TestedConnection connect(int id) {
        accepted.clear();
        RecordingEnd near = loop.runUntilComplete(loop.createUnixConnection(nearEnd::get, address(), options))
                .protocol();
        while (accepted.isEmpty()) {
            turn();
        }
        shrink(near);
        return new TestedConnection(id, near, accepted.getFirst());
    }

    /// Opens one more connection, which is not one of the lines.
    CompletableFuture<Connection<RecordingEnd>> open() {
        return open(address(), options);
    }

    /// Opens one more connection, which is not one of the lines, to another server.
    CompletableFuture<Connection<RecordingEnd>> open(Path server, ConnectOptions how) {
        accepted.clear();
        opened.clear();
        return loop.createUnixConnection(
                () -> {
                    opened.add(nearEnd.get());
                    return opened.getLast();
                },
                server,
                how);
    }

    /// The address of the server.
    Path address() {
        return folder.resolve("socket");
    }

    /// The options of the lines.
    ConnectOptions options() {
        return options;
    }

    /// Whether both ends of the connection opened last have been made.
    boolean areNewOnesMade() {
        return newOnes().filter(RecordingEnd::isMade).count() == 2;
    }

    /// Whether what has been made of it is lost.
    boolean areNewOnesOver() {
        return newOnes().allMatch(end -> !end.isMade() || end.isLost());
    }

    private Stream<RecordingEnd> newOnes() {
        return Stream.concat(opened.stream(), accepted.stream());
    }

    private static void shrink(RecordingEnd end) {
        try {
            Objects.requireNonNull(end.transport().extraInfo(ExtraInfo.SOCKET)).setSendBufferSize(SMALL);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void turn() {
        inCallback(() -> {});
    }

    /// Lets the loop run some turns, so that what follows an end has followed.
    void turns() {
        for (int i = 0; i < 5; i++) {
            turn();
        }
    }

    TestedConnection line(int id) {
        return all.get(id - 1);
    }

    EventLoop loop() {
        return loop;
    }

    /// Fills the kernel's buffers of a line, so that further data has to wait.
    void clog(TestedConnection line) {
        line.far().transport().pauseReading();
        while (line.near().transport().writeBufferSize() == 0) {
            line.write(SMALL, (transport, block) -> transport.write(block));
        }
    }

    /// Runs code in a callback and throws its exception here.
    void inCallback(Runnable callback) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        loop.callSoon(() -> {
            try {
                callback.run();
                done.complete(true);
            } catch (Throwable thrown) {
                done.completeExceptionally(thrown);
            }
        });
        loop.runUntilComplete(done);
    }

    /// Something has been opened that stays.
    void hasMore() {
        memory.forget();
    }

    /// Waits until all data has arrived and compares it; replaces the connections that are lost.
    void check() {
        inCallback(() -> all.forEach(this::writeLast));
        all.forEach(line -> line.far().transport().resumeReading());
        Await.until(loop, "all bytes or the end", () -> all.stream().allMatch(this::isSettled));
        long broken =
                all.stream().filter(line -> line.isBroken() && !line.isEnded()).count();
        List<TestedConnection> checked = List.copyOf(all);
        all.replaceAll(line -> line.isLost() ? connect(line.id()) : line);
        checked.forEach(TestedConnection::check);
        if (broken > mostBroken) {
            throw new AssertionError("one error has cost " + broken + " connections");
        }
        memory.check();
    }

    /// Whether all data has arrived.
    boolean areQuiet() {
        return all.stream().allMatch(TestedConnection::isQuiet);
    }

    /// Fails if the loop has a connection more than these.
    void checkNothingLeft() {
        Await.until(loop, "the handles of what was lost", () -> handles() == 1 + 2 * COUNT);
    }

    /// Whether both handles of one line are closed.
    boolean isOneGone() {
        return handles() == 1 + 2 * (COUNT - 1);
    }

    private long handles() {
        return Objects.requireNonNull(loop.stats().handles().get("NAMED_PIPE")).live();
    }

    /// Whether the connections that end have ended, and the others have all their data; calls nothing of the library.
    boolean areSettled() {
        return all.stream().allMatch(line -> line.isLost() || (!line.isEnded() && line.hasAll()));
    }

    private void writeLast(TestedConnection line) {
        if (!line.isClosing()) {
            line.write(TestedConnection.LAST, (transport, block) -> transport.write(block));
        }
    }

    private boolean isSettled(TestedConnection line) {
        return line.isClosing() ? line.isLost() : line.hasArrived();
    }

    @Override
    public void close() {
        server.close();
        server.abortClients();
        loop.runUntilComplete(server.waitClosed());
        Await.until(loop, "the end", () -> all.stream().allMatch(TestedConnection::isLost));
        delete(folder);
    }

    /// Deletes a folder of sockets, which have been closed; those of datagrams leave their files.
    static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
