package io.juvloop.faults;

import io.juvloop.EventLoop;
import io.juvloop.testing.Await;
import java.util.List;

/// The loop's own operations on a connection when it is readable or writable.
public final class StreamEvents implements Runnable {
    private static final String LISTENER = "io.juvloop.internal.stream.StreamTransport";

    /// What the end of a request of libuv's, or room in the kernel, gives back.
    private static final List<String> REQUESTS = List.of(
            "io/juvloop/bindings/Dispatch",
            "io/juvloop/bindings/UvObject",
            "io/juvloop/bindings/UvRequest",
            "io/juvloop/bindings/WriteRequest",
            "io/juvloop/bindings/Chunk",
            "io/juvloop/internal/memory/WriteRequests",
            "io/juvloop/internal/stream/PolledWriteQueue",
            "io/juvloop/internal/stream/RequestedWriteQueue");

    /// For the loader.
    public StreamEvents() {}

    @Override
    public void run() {
        try (EventLoop loop = EventLoop.create();
                TestedConnections lines = new TestedConnections(loop, RecordingEnd::new)) {
            loop.setExceptionHandler((of, context) -> {}); // the error is reported
            loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
            everyKind(lines);
        }
    }

    /// Events of every kind.
    static void everyKind(TestedConnections lines) {
        EachStep.run("reading", step -> reading(step, lines, false));
        EachStep.run("reading, paused in between", step -> reading(step, lines, true));
        EachStep.run("writing what waited", step -> writing(lines, () -> Faults.armEvents(step, LISTENER)));
        EachStep.run("what was written is given back", step -> givingBack(step, lines));
    }

    private static int reading(int step, TestedConnections lines, boolean pauses) {
        lines.inCallback(() -> {
            for (int id : List.of(1, 2, 3)) {
                lines.line(id).write(3000 + id, (transport, block) -> transport.write(block));
                if (pauses) {
                    lines.line(id).far().pauseAtData();
                }
            }
            Faults.armEvents(step, LISTENER);
        });
        return settle(lines);
    }

    private static int givingBack(int step, TestedConnections lines) {
        int steps = writing(lines, () -> Faults.armCallsOf(step, REQUESTS));
        Await.until(lines.loop(), "the ends of the requests", () -> live(lines.loop()) == 0);
        return steps;
    }

    private static long live(EventLoop loop) {
        return loop.stats().requests().get("WRITE").live();
    }

    private static int writing(TestedConnections lines, Runnable arming) {
        lines.clog(lines.line(4));
        lines.inCallback(() -> {
            lines.line(4).write(5_000, (transport, block) -> transport.write(block));
            lines.line(1).write(3000, (transport, block) -> transport.write(block));
            lines.line(4).far().transport().resumeReading();
            arming.run();
        });
        return settle(lines);
    }

    private static int settle(TestedConnections lines) {
        Await.until(lines.loop(), () -> Faults.hasThrown() || lines.areQuiet());
        int steps = Faults.disarm();
        lines.check();
        return steps;
    }
}
