package io.juvloop.loaders;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Juvloop;
import io.juvloop.LoopFuture;
import io.juvloop.Signal;
import io.juvloop.TaskGroup;
import io.juvloop.streams.StreamConnection;
import io.juvloop.streams.Streams;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A program that uses much of juvloop, loaded by a class loader of its own.
public final class Plugin implements Runnable {
    /// Called by the test that loads it.
    public Plugin() {}

    @Override
    public void run() {
        Juvloop.run(Plugin::serve);
        try (EventLoop loop = EventLoop.create()) {
            loop.setDebug(true);
            hear(loop);
            loop.setExceptionHandler((where, context) -> {});
            LoopFuture<String> unseen = loop.createFuture();
            unseen.completeExceptionally(new IllegalStateException("on purpose"));
            loop.runUntilComplete(loop.runInExecutor(null, () -> "ran"));
        }
    }

    private static void serve() throws Exception {
        Path file = Files.createTempFile("plugin", ".txt");
        var server = Streams.startServer((reader, writer) -> writer.write(reader.readLine()), "127.0.0.1", 0);
        int port = server.port();
        try (server) {
            TaskGroup.run(group -> {
                var _ = group.createTask(() -> Async.sleep(Duration.ofMillis(1)));
                var _ = group.createTask(() -> talk(port));
            });
            EventLoop loop = EventLoop.running();
            Async.await(loop.files().readString(file, StandardCharsets.UTF_8));
            Async.await(loop.getaddrinfo("localhost", 80));
        } finally {
            Files.delete(file);
        }
    }

    private static void talk(int port) throws Exception {
        try (StreamConnection connection = Streams.openConnection("127.0.0.1", port)) {
            connection.writer().write("hello\n".getBytes(StandardCharsets.UTF_8));
            String line = new String(connection.reader().readLine(), StandardCharsets.UTF_8);
            if (!line.equals("hello\n")) {
                throw new AssertionError(line);
            }
        }
    }

    /// Sends a signal to this process, which this class loader's loop must receive.
    private static void hear(EventLoop loop) {
        AtomicInteger heard = new AtomicInteger();
        loop.addSignalHandler(Signal.WINCH, () -> {
            heard.incrementAndGet();
            loop.stop();
        });
        loop.callSoon(() -> kill("WINCH"));
        loop.callLater(Duration.ofSeconds(10), loop::stop);
        loop.runForever();
        boolean _ = loop.removeSignalHandler(Signal.WINCH);
        if (heard.get() != 1) {
            throw new AssertionError("heard " + heard);
        }
    }

    private static void kill(String signal) {
        try {
            int _ = new ProcessBuilder(
                            "kill",
                            "-" + signal,
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        } catch (java.io.IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }
}
