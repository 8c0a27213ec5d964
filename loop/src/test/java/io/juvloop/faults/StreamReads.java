package io.juvloop.faults;

import io.juvloop.Async;
import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.Task;
import io.juvloop.streams.StreamConnection;
import io.juvloop.streams.StreamOptions;
import io.juvloop.streams.Streams;
import io.juvloop.testing.Await;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// Readers that wait, each in a task of its own: what they get is read into their own memory, or through the loop's.
public final class StreamReads implements Runnable {
    private static final String LISTENER = "io.juvloop.internal.stream.StreamTransport";
    private static final List<String> ENCRYPTED = List.of("io/juvloop/internal/stream/", "io/juvloop/internal/tls/");
    private static final int COUNT = 3;
    private static final int LENGTH = 3000;
    private static final int HEAD = 7;
    private static final int TURNS = 5;

    /// One connection: a reader of ours, and the end that writes to it.
    private record Pipeline(int id, StreamConnection near, RecordingEnd far) {}

    /// How a task reads a block of a known size.
    private interface Reading {
        byte[] read(StreamConnection near, int size) throws IOException;
    }

    private final EventLoop loop = EventLoop.create();
    private final MemoryAtRest memory = new MemoryAtRest(loop);
    private final Thread thread = Thread.currentThread();
    private final Path folder = TestedConnections.freshFolder();
    private final List<RecordingEnd> accepted = new ArrayList<>();
    private final List<Pipeline> all = new ArrayList<>();
    private final ServerOptions serving;
    private final ConnectOptions options;
    private int next;

    /// For the loader.
    public StreamReads() {
        this(ServerOptions.DEFAULT, ConnectOptions.DEFAULT);
    }

    StreamReads(ServerOptions serving, ConnectOptions options) {
        this.serving = serving;
        this.options = options;
    }

    @Override
    public void run() {
        loop.setExceptionHandler((of, context) -> {}); // the error is reported
        Server server = loop.runUntilComplete(loop.createUnixServer(this::accept, folder.resolve("socket"), serving));
        for (int id = 1; id <= COUNT; id++) {
            all.add(connect(id));
        }
        scenario("filled memory of the reader's", true, StreamReads::filled);
        scenario("some bytes in memory of the reader's", true, StreamReads::someInMemory);
        scenario("a new array", true, (near, size) -> near.reader().readExactly(size));
        scenario(
                "some bytes in a new array", true, (near, size) -> near.reader().read(size));
        scenario("queued bytes", false, (near, size) -> near.reader().readExactly(size));
        all.forEach(pipeline -> pipeline.near().writer().transport().abort());
        server.close();
        loop.runUntilComplete(server.waitClosed());
        Await.until(loop, () -> accepted.stream().allMatch(RecordingEnd::isLost));
        loop.close();
        TestedConnections.delete(folder);
    }

    private RecordingEnd accept() {
        accepted.add(new RecordingEnd());
        return accepted.getLast();
    }

    private Pipeline connect(int id) {
        int before = accepted.size();
        Callable<StreamConnection> opening =
                () -> Streams.openUnixConnection(folder.resolve("socket"), options, StreamOptions.DEFAULT);
        StreamConnection near = loop.runUntilComplete(loop.createTask(opening));
        Await.until(loop, () -> accepted.size() > before && accepted.getLast().isMade());
        return new Pipeline(id, near, accepted.getLast());
    }

    private static byte[] filled(StreamConnection near, int size) throws IOException {
        ByteBuffer memory = ByteBuffer.allocateDirect(size);
        near.reader().readExactly(memory);
        byte[] bytes = new byte[size];
        memory.flip().get(bytes);
        return bytes;
    }

    private static byte[] someInMemory(StreamConnection near, int size) throws IOException {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(size);
            long count = near.reader().read(memory);
            return memory.asSlice(0, Math.max(count, 0)).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    private void scenario(String name, boolean waits, Reading reading) {
        EachStep.run(name, step -> scenario(step, waits, reading));
    }

    /// Every reader waits, or will read only later; then all get a block, and the error strikes while the loop hands
    /// them over. Afterwards each gets another, which shows that its connection has no gap.
    private int scenario(int step, boolean waits, Reading reading) {
        int[] steps = new int[1];
        boolean[] lost = new boolean[COUNT];
        boolean isEncrypted = options.tls().isPresent();
        round(reading, waits, lost, () -> {
            if (isEncrypted) { // some is decrypted in a turn of its own
                Faults.armCallsOf(step, ENCRYPTED);
            } else {
                Faults.armEvents(step, LISTENER, thread);
            }
        });
        steps[0] = Faults.disarm();
        round(reading, waits, lost, () -> {});
        long broken = all.stream().filter(pipeline -> lost[pipeline.id() - 1]).count();
        if (broken > (isEncrypted ? 2 : 1)) { // an error below may be that of another connection's bytes
            throw new AssertionError("one error has cost " + broken + " connections");
        }
        all.replaceAll(pipeline -> lost[pipeline.id() - 1] ? replaced(pipeline) : pipeline);
        memory.check();
        return steps[0];
    }

    private Pipeline replaced(Pipeline lost) {
        lost.near().writer().transport().abort();
        Await.until(loop, lost.far()::isLost);
        return connect(lost.id());
    }

    private void round(Reading reading, boolean waits, boolean[] lost, Runnable before) {
        int number = next++ & Short.MAX_VALUE;
        List<Pipeline> live =
                all.stream().filter(pipeline -> !lost[pipeline.id() - 1]).toList();
        CompletableFuture<Boolean> go = new CompletableFuture<>();
        List<Task<byte[]>> tasks = live.stream()
                .map(pipeline -> loop.createTask(() -> {
                    boolean _ = waits || Async.await(go);
                    return reading.read(pipeline.near(), HEAD + LENGTH);
                }))
                .toList();
        boolean[] begun = new boolean[1];
        loop.callSoon(() -> loop.callSoon(() -> {
            live.forEach(pipeline -> send(pipeline, number));
            before.run();
            begun[0] = true;
            after(TURNS, () -> go.complete(true));
        }));
        Await.until(loop, () -> begun[0] && tasks.stream().allMatch(Task::isDone));
        for (int i = 0; i < tasks.size(); i++) {
            int id = live.get(i).id();
            Throwable failure = tasks.get(i).exception();
            lost[id - 1] = failure != null;
            if (failure == null
                    && !Block.numbers(id, tasks.get(i).result(), false).equals(List.of(number))) {
                throw new AssertionError("reader " + id + " did not get block " + number);
            }
        }
    }

    private void after(int turns, Runnable action) {
        loop.callSoon(turns == 0 ? action : () -> after(turns - 1, action));
    }

    private static void send(Pipeline pipeline, int number) {
        if (!pipeline.far().isLost()) {
            pipeline.far().transport().write(Block.of(pipeline.id(), number, LENGTH));
        }
    }
}
