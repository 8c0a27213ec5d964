package io.juvloop.faults;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.dns.AddressOptions;
import io.juvloop.dns.NameFlag;
import io.juvloop.testing.Await;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Questions to the resolver and to the system's random numbers, and openings by the name of a host: each has an
/// outcome, its memory is given back, and what no caller has is closed.
public final class Lookups implements Runnable {
    private static final List<String> ANSWERS = List.of(
            "io/juvloop/bindings/Dispatch",
            "io/juvloop/bindings/AddressLookup",
            "io/juvloop/bindings/NameLookup",
            "io/juvloop/bindings/RandomRequest",
            "io/juvloop/bindings/PoolRequest",
            "io/juvloop/bindings/UvObject",
            "io/juvloop/bindings/UvRequest",
            "io/juvloop/bindings/SocketAddresses",
            "io/juvloop/internal/core/PoolOperation",
            "io/juvloop/internal/dns/",
            "io/juvloop/internal/host/");

    private static final List<String> OPENINGS = List.of(
            "io/juvloop/bindings/Dispatch",
            "io/juvloop/bindings/AddressLookup",
            "io/juvloop/bindings/OneShotRequest",
            "io/juvloop/internal/net/",
            "io/juvloop/internal/core/Opening",
            "io/juvloop/internal/datagram/Endpoint");

    private final EventLoop loop = EventLoop.create();
    private final List<RecordingEnd> ends = new ArrayList<>();

    /// For the loader.
    public Lookups() {}

    @Override
    public void run() {
        loop.setExceptionHandler((of, context) -> {}); // the error may be reported
        loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
        questions();
        openings();
        loop.close();
    }

    private void questions() {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
        EachStep.run(
                "addresses of a host",
                step -> ask(step, ANSWERS, () -> loop.getaddrinfo("localhost", 80, AddressOptions.DEFAULT)));
        EachStep.run(
                "the name of an address",
                step -> ask(
                        step,
                        ANSWERS,
                        () -> loop.getnameinfo(address, Set.of(NameFlag.NUMERICHOST, NameFlag.NUMERICSERV))));
        EachStep.run(
                "random bytes", step -> ask(step, ANSWERS, () -> loop.host().random(100)));
    }

    private void openings() {
        Server server = loop.runUntilComplete(loop.createServer(this::end, "127.0.0.1", 0));
        int port = ((InetSocketAddress) server.address()).getPort();
        EachStep.run(
                "a connection to a host",
                step -> ask(
                        step,
                        OPENINGS,
                        () -> loop.createConnection(this::end, "localhost", port, ConnectOptions.DEFAULT)));
        server.close();
        loop.runUntilComplete(server.waitClosed());
        EachStep.run(
                "a server of a host", step -> ask(step, OPENINGS, () -> loop.createServer(this::end, "localhost", 0)));
        DatagramOptions local = DatagramOptions.DEFAULT.withLocalAddress("localhost", 0);
        EachStep.run(
                "an endpoint of a host",
                step -> ask(
                        step,
                        OPENINGS,
                        () -> loop.createDatagramEndpoint(() -> (DatagramProtocol) (data, from) -> {}, local)));
    }

    private RecordingEnd end() {
        ends.add(new RecordingEnd());
        return ends.getLast();
    }

    private int ask(int step, List<String> callers, Supplier<? extends CompletableFuture<?>> question) {
        long memory = loop.stats().nativeBytesInUse();
        List<CompletableFuture<?>> asked = new ArrayList<>();
        boolean[] begun = new boolean[1];
        loop.callSoon(() -> {
            Faults.armCallsOf(step, callers);
            TestedConnection.tolerating(() -> asked.add(question.get()));
            begun[0] = true;
        });
        Await.until(
                loop, "the outcome", () -> begun[0] && asked.stream().allMatch(CompletableFuture::isDone) && isIdle());
        int steps = Faults.disarm();
        asked.forEach(Outcomes::end);
        Await.until(loop, "the end of what was opened", () -> ends.stream().allMatch(Lookups::isOver));
        ends.clear();
        Await.until(loop, "the memory: " + memory, () -> loop.stats().nativeBytesInUse() == memory);
        Await.until(loop, "the lists of addresses", () -> Faults.lists() == 0);
        return steps;
    }

    /// The resolver's lists, and the requests that have ended without an outcome for a caller.
    private boolean isIdle() {
        return loop.stats().requests().values().stream().allMatch(requests -> requests.live() == 0);
    }

    private static boolean isOver(RecordingEnd end) {
        return !end.isMade() || end.isLost();
    }
}
