package io.juvloop.faults;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.WriteBufferLimits;
import io.juvloop.testing.Await;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Writes of several connections in one callback: gathered, lent, queued and flushed.
public final class StreamWrites implements Runnable {
    private static final int LARGE = 70_000;

    /// Passes on the view that it is shown.
    private static final class Proxy extends RecordingEnd {
        private Consumer<ByteBuffer> action = data -> {};

        @Override
        public void dataReceived(ByteBuffer data) {
            action.accept(data);
        }
    }

    /// For the loader.
    public StreamWrites() {}

    @Override
    public void run() {
        try (EventLoop loop = EventLoop.create();
                TestedConnections lines = new TestedConnections(loop, RecordingEnd::new);
                TestedConnections proxies = new TestedConnections(loop, Proxy::new)) {
            loop.setExceptionHandler((of, context) -> {}); // the error may be reported
            loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
            pieces(lines);
            scenario("ends", lines, StreamWrites::ends);
            EachStep.run("lent pieces", step -> lent(step, proxies));
        }
    }

    /// Writes of every kind that needs nothing of the connections but that they are open.
    static void pieces(TestedConnections lines) {
        scenario("small pieces", lines, StreamWrites::small);
        scenario("large pieces", lines, StreamWrites::large);
        EachStep.run("pieces that wait", step -> {
            lines.clog(lines.line(4));
            return scenario(step, lines, StreamWrites::waiting);
        });
    }

    private static void scenario(String name, TestedConnections lines, Consumer<TestedConnections> scenario) {
        EachStep.run(name, step -> scenario(step, lines, scenario));
    }

    private static int scenario(int step, TestedConnections lines, Consumer<TestedConnections> scenario) {
        int[] steps = new int[1];
        lines.inCallback(() -> {
            Faults.arm(step);
            scenario.accept(lines);
            steps[0] = Faults.disarm();
        });
        lines.check();
        return steps[0];
    }

    private static void array(Transport transport, byte[] block) {
        transport.write(block);
    }

    private static void heap(Transport transport, byte[] block) {
        transport.write(ByteBuffer.wrap(block));
    }

    private static void direct(Transport transport, byte[] block) {
        transport.write(ByteBuffer.allocateDirect(block.length).put(block).flip());
    }

    private static void segment(Transport transport, byte[] block) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(block.length);
            memory.copyFrom(MemorySegment.ofArray(block));
            transport.write(memory);
        }
    }

    private static void small(TestedConnections lines) {
        lines.line(1).write(100, StreamWrites::array);
        lines.line(2).write(90, StreamWrites::array);
        lines.line(2).write(80, StreamWrites::heap);
        lines.line(1).write(70, StreamWrites::direct);
        lines.line(3).write(60, StreamWrites::segment);
        lines.line(1).write(50, StreamWrites::array);
    }

    private static void large(TestedConnections lines) {
        lines.line(1).write(LARGE, StreamWrites::array);
        lines.line(1).write(100, StreamWrites::array);
        lines.line(2).write(LARGE, StreamWrites::direct);
        lines.line(3).write(90, StreamWrites::heap);
        lines.line(3).write(LARGE, StreamWrites::heap);
        lines.line(1).write(LARGE, StreamWrites::segment);
        lines.line(2).write(80, StreamWrites::segment);
    }

    private static void waiting(TestedConnections lines) {
        TestedConnection clogged = lines.line(4);
        lines.line(1).write(100, StreamWrites::array);
        clogged.write(90, StreamWrites::array);
        lines.line(1).write(80, StreamWrites::array);
        clogged.write(LARGE, StreamWrites::direct);
        lines.line(2).write(70, StreamWrites::heap);
        clogged.write(LARGE, StreamWrites::array);
        clogged.write(60, StreamWrites::segment);
        lines.line(1).write(50, StreamWrites::array);
    }

    private static void ends(TestedConnections lines) {
        lines.line(1).write(100, StreamWrites::array);
        lines.line(2).write(90, StreamWrites::array);
        Transport second = lines.line(2).near().transport();
        TestedConnection.tolerating(() -> second.setWriteBufferLimits(new WriteBufferLimits(10, 20)));
        lines.line(2).write(LARGE, StreamWrites::array);
        Transport first = lines.line(1).near().transport();
        lines.line(1).write(80, StreamWrites::array);
        lines.line(1).ending(first::close);
        lines.line(3).write(70, StreamWrites::array);
        lines.line(4).write(60, StreamWrites::array);
        lines.line(4).ending(lines.line(4).near().transport()::abort);
        lines.line(3).write(50, StreamWrites::array);
    }

    /// The first line's near end is shown blocks of several lines, and passes the views on.
    private static int lent(int step, TestedConnections lines) {
        Proxy proxy = (Proxy) lines.line(1).near();
        List<TestedConnection> targets =
                Stream.of(2, 3, 3, 1, 2).map(lines::line).toList();
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        List<Integer> ends = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        int length = 700;
        for (TestedConnection target : targets) {
            numbers.add(target.next());
            shown.writeBytes(target.block(length += 1000));
            ends.add(shown.size());
        }
        int[] steps = new int[1];
        proxy.action = data -> {
            Faults.arm(step);
            for (int i = 0; i < targets.size(); i++) {
                int end = ends.get(i);
                TestedConnection target = targets.get(i);
                target.writing(numbers.get(i), () -> target.near().transport().write(data.limit(end)));
                data.clear().position(end);
            }
            steps[0] = Faults.disarm();
        };
        lines.line(1).far().transport().write(shown.toByteArray());
        Await.until(lines.loop(), () -> steps[0] > 0);
        lines.check();
        return steps[0];
    }
}
