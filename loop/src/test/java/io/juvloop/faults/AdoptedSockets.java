package io.juvloop.faults;

import io.juvloop.EventLoop;
import io.juvloop.LoopStats;
import io.juvloop.ServerOptions;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.net.peer.Libc;
import io.juvloop.testing.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/// Descriptors of other code's that become connections, pipes, servers and endpoints of the loop: each has an outcome,
/// and is closed by its owner, which is the caller still if the call has thrown before the loop had it.
public final class AdoptedSockets implements Runnable {
    private static final List<String> CALLERS = List.of(
            "io/juvloop/bindings/BorrowedDescriptors",
            "io/juvloop/bindings/PosixSockets",
            "io/juvloop/bindings/UvHandle",
            "io/juvloop/bindings/UvPipe",
            "io/juvloop/bindings/UvPoll",
            "io/juvloop/bindings/UvTcp",
            "io/juvloop/bindings/UvUdp",
            "io/juvloop/internal/core/Opening",
            "io/juvloop/internal/datagram/EndpointOpening",
            "io/juvloop/internal/datagram/SocketFactory",
            "io/juvloop/internal/net/",
            "io/juvloop/internal/pipe/");

    private final EventLoop loop = EventLoop.create();
    private final List<RecordingEnd> ends = new ArrayList<>();
    private int farEnd;

    /// For the loader.
    public AdoptedSockets() {}

    @Override
    public void run() {
        loop.setExceptionHandler((of, context) -> {}); // the error may be reported
        loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
        Libc libc = Libc.INSTANCE;
        EachStep.run(
                "a connected socket",
                step -> adopt(
                        step,
                        () -> pair(ends -> libc.socketpair(Libc.AF_UNIX, Libc.SOCK_STREAM, 0, ends), 0),
                        fd -> loop.connectAcceptedSocket(this::end, fd, ServerOptions.DEFAULT)));
        EachStep.run(
                "a pipe to read",
                step -> adopt(step, () -> pair(libc::pipe, 0), fd -> loop.connectReadPipe(this::end, fd)));
        EachStep.run(
                "a pipe to write",
                step -> adopt(step, () -> pair(libc::pipe, 1), fd -> loop.connectWritePipe(this::end, fd)));
        EachStep.run(
                "a bound socket",
                step -> adopt(
                        step,
                        Libc::boundTcp,
                        fd -> loop.createServer(this::end, List.of(), 0, ServerOptions.DEFAULT.withSocket(fd))));
        EachStep.run(
                "a datagram socket",
                step -> adopt(
                        step,
                        () -> Libc.boundUdp(false),
                        fd -> loop.createDatagramEndpoint(
                                () -> (DatagramProtocol) (data, from) -> {}, DatagramOptions.DEFAULT.withSocket(fd))));
        loop.close();
    }

    @FunctionalInterface
    private interface Making {
        int make(int[] ends);
    }

    private int pair(Making making, int near) {
        int[] both = new int[2];
        making.make(both);
        farEnd = both[1 - near];
        return both[near];
    }

    private RecordingEnd end() {
        ends.add(new RecordingEnd());
        return ends.getLast();
    }

    private int adopt(int step, IntSupplier making, IntFunction<CompletableFuture<?>> adoption) {
        long before = OpenDescriptors.withoutPath();
        long handles = handles();
        long memory = loop.stats().nativeBytesInUse();
        int number = making.getAsInt();
        String file = OpenDescriptors.file(number);
        List<CompletableFuture<?>> asked = new ArrayList<>();
        boolean[] begun = new boolean[1];
        loop.callSoon(() -> {
            Faults.armCallsOf(step, CALLERS);
            TestedConnection.tolerating(() -> asked.add(adoption.apply(number)));
            begun[0] = true;
        });
        Await.until(loop, "the outcome", () -> begun[0] && asked.stream().allMatch(CompletableFuture::isDone));
        int steps = Faults.disarm();
        asked.forEach(Outcomes::end);
        Await.until(loop, "the end", () -> ends.stream().allMatch(end -> !end.isMade() || end.isLost()));
        ends.clear();
        Await.until(loop, "the handles", () -> handles() == handles);
        Await.until(loop, "the memory: " + memory, () -> loop.stats().nativeBytesInUse() == memory);
        if (asked.isEmpty() && OpenDescriptors.file(number).equals(file)) {
            Libc.INSTANCE.close(number); // it is the caller's still
        }
        if (farEnd != 0) {
            Libc.INSTANCE.close(farEnd);
            farEnd = 0;
        }
        Await.until(loop, "the descriptors", () -> OpenDescriptors.withoutPath() == before);
        return steps;
    }

    private long handles() {
        return loop.stats().handles().values().stream()
                .mapToLong(LoopStats.Count::live)
                .sum();
    }
}
