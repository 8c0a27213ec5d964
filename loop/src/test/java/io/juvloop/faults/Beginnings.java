package io.juvloop.faults;

import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.testing.Await;
import io.juvloop.tls.Contexts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A connection that begins beside others, plain or by TLS: all that the loop does between the call that opens it and
/// the first data. It is made at both ends or at none, and those who wait for it get an outcome.
public final class Beginnings implements Runnable {
    private static final List<String> CALLERS = List.of(
            "io/juvloop/internal/stream/",
            "io/juvloop/internal/tls/",
            "io/juvloop/internal/net/",
            "io/juvloop/internal/core/Opening");

    /// For the loader.
    public Beginnings() {}

    @Override
    public void run() {
        try (EventLoop loop = begun();
                TestedConnections lines = new TestedConnections(loop, RecordingEnd::new)) {
            EachStep.run("a connection", step -> beginning(step, lines, 0));
        }
        for (String version : List.of("TLSv1.3", "TLSv1.2")) {
            try (EventLoop loop = begun();
                    TestedConnections lines = new TestedConnections(
                            loop,
                            RecordingEnd::new,
                            RecordingEnd::new,
                            Contexts.serving(version),
                            Contexts.connecting(version).withServerName("localhost"))) {
                long engines = loop.stats().tls().engines().live();
                EachStep.run("a handshake of " + version, step -> beginning(step, lines, engines));
            }
        }
    }

    private static EventLoop begun() {
        EventLoop loop = EventLoop.create();
        loop.setExceptionHandler((of, context) -> {}); // the error is reported
        loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
        return loop;
    }

    private static int beginning(int step, TestedConnections lines, long engines) {
        EventLoop loop = lines.loop();
        List<CompletableFuture<Connection<RecordingEnd>>> opened = new ArrayList<>();
        TestedConnection.tolerating(() -> lines.inCallback(() -> {
            for (int id : List.of(1, 2, 3)) {
                lines.line(id).write(2000 + id, (transport, block) -> transport.write(block));
            }
            Faults.armCallsOf(step, CALLERS);
            TestedConnection.tolerating(() -> opened.add(lines.open()));
        }));
        Await.until(loop, "the outcome", () -> opened.stream().allMatch(CompletableFuture::isDone));
        Await.until(loop, "the far end", () -> Faults.hasThrown() || lines.areNewOnesMade());
        lines.turns();
        int steps = Faults.disarm();
        for (CompletableFuture<Connection<RecordingEnd>> each : opened) {
            if (each.state() == CompletableFuture.State.SUCCESS) {
                each.resultNow().transport().abort();
            } else {
                var _ = each.exceptionally(failure -> null);
            }
        }
        Await.until(loop, "the ends of what was opened", lines::areNewOnesOver);
        lines.check();
        lines.checkNothingLeft();
        Await.until(loop, "free engines", () -> loop.stats().tls().engines().live() == engines);
        return steps;
    }
}
