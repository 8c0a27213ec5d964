package io.juvloop.faults;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.testing.Await;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Ends of one connection beside others that go on: all that the loop does between the call that ends it and the
/// last `connectionLost`, at both ends.
public final class StreamEnds implements Runnable {
    private static final List<String> CALLERS = List.of("io/juvloop/internal/stream/", "io/juvloop/internal/tls/");

    /// For the loader.
    public StreamEnds() {}

    @Override
    public void run() {
        try (EventLoop loop = EventLoop.create();
                TestedConnections lines = new TestedConnections(loop, RecordingEnd::new)) {
            loop.setExceptionHandler((of, context) -> {}); // the error is reported
            loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
            everyKind(lines);
        }
    }

    /// Ends of every kind.
    static void everyKind(TestedConnections lines) {
        EachStep.run(
                "a close",
                step -> end(step, lines, 2, line -> line.near().transport().close()));
        EachStep.run(
                "a close of the peer's",
                step -> end(step, lines, 2, line -> line.far().transport().close()));
        EachStep.run(
                "an abort",
                step -> end(step, lines, 2, line -> line.near().transport().abort()));
        EachStep.runAll("the last call of a protocol", step -> lastCall(step, lines));
        EachStep.run("a close with unread data", step -> end(step, lines, 2, StreamEnds::closeUnread));
        EachStep.run("a close that waits", step -> {
            lines.clog(lines.line(4));
            return end(step, lines, 4, line -> {
                TestedConnection.tolerating(line.far().transport()::resumeReading);
                line.near().transport().close();
            });
        });
    }

    /// One protocol hears nothing of the end at most: its own connection is closed all the same, and nothing else
    /// notices.
    private static int lastCall(int step, TestedConnections lines) {
        TestedConnection ended = lines.line(2);
        lines.inCallback(() -> {
            Faults.armLastCalls(step);
            ended.ending(() -> ended.near().transport().close());
        });
        Await.until(lines.loop(), "the end", () -> Faults.hasThrown() || ended.isLost());
        Await.until(lines.loop(), "the handles", lines::isOneGone);
        lines.turns();
        int steps = Faults.disarm();
        List<RecordingEnd> deaf = Stream.of(ended.near(), ended.far())
                .filter(end -> !end.isLost())
                .toList();
        if (deaf.size() > 1) {
            throw new AssertionError("neither protocol was notified");
        }
        deaf.forEach(RecordingEnd::giveUp);
        lines.check();
        lines.checkNothingLeft();
        return steps;
    }

    private static void closeUnread(TestedConnection line) {
        Transport near = line.near().transport();
        TestedConnection.tolerating(near::pauseReading);
        TestedConnection.tolerating(() -> line.far().transport().write(new byte[40_000]));
        near.loop().callSoon(near::close);
    }

    private static int end(int step, TestedConnections lines, int id, Consumer<TestedConnection> ending) {
        TestedConnection.tolerating(() -> begin(step, lines, lines.line(id), ending));
        TestedConnection.tolerating(
                () -> Await.until(lines.loop(), "the end", () -> Faults.hasThrown() || lines.areSettled()));
        TestedConnection.tolerating(lines::turns);
        int steps = Faults.disarm();
        lines.check();
        lines.checkNothingLeft();
        return steps;
    }

    private static void begin(
            int step, TestedConnections lines, TestedConnection ended, Consumer<TestedConnection> ending) {
        lines.inCallback(() -> {
            for (int id : List.of(1, 2, 3)) {
                lines.line(id).write(2000 + id, (transport, block) -> transport.write(block));
            }
            Faults.armCallsOf(step, CALLERS);
            ended.ending(() -> ending.accept(ended));
        });
    }
}
