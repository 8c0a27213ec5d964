package io.juvloop.testing;

import io.juvloop.BaseProtocol;
import io.juvloop.BaseTransport;
import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.LoopStats;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.StreamProtocol;
import io.juvloop.datagram.DatagramEndpoint;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.spi.BaseEventLoop;
import io.juvloop.streams.StreamConnection;
import io.juvloop.streams.StreamOptions;
import io.juvloop.streams.StreamReader;
import io.juvloop.streams.StreamReaderProtocol;
import io.juvloop.streams.StreamWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An event loop for tests: its clock is virtual, its network is in memory, and it needs no libuv.
///
/// The time stands still while callbacks and tasks run. When nothing is ready, it jumps to the next timer, so that a
/// test of an hour takes a moment and two runs are alike. (After a thousand iterations without a rest a millisecond
/// passes, so that callbacks which queue each other starve no timer.) Only work on other threads takes real time:
/// while an executor works for the loop, the clock goes as the real one. A run in which nothing is left that could
/// happen ends with an [IllegalStateException] instead of never, after [#setPatience].
///
/// Callbacks, timers, tasks, `sync`, `streams`, executors and phases are those of every loop. [#createServer] and
/// [#createConnection] meet in memory, by port, as do unix sockets by their names and datagram endpoints by either;
/// [#connect] and [#streams] join two ends without a server. What needs the system, such as files, names of hosts,
/// signals and subprocesses, throws [UnsupportedOperationException].
///
/// Thread rule and lifetime: see [io.juvloop.EventLoop].
public final class TestLoop extends BaseEventLoop {
    private final VirtualClock clock;
    private final MemoryNetwork network = new MemoryNetwork(this);
    private final MemoryDatagrams datagrams = new MemoryDatagrams(this, network);
    private LinkOptions link = LinkOptions.DEFAULT;

    /// A loop that is not running, owned by this thread. Its time is 0.
    public TestLoop() {
        this(new VirtualClock());
    }

    private TestLoop(VirtualClock clock) {
        super(clock);
        this.clock = clock;
        clock.realWhile(() -> workElsewhere() > 0);
        clock.aliveWhile(() -> network.isAlive() || datagrams.isAlive());
        atClose(network::close);
        atClose(datagrams::close);
    }

    // --- Time

    /// How much virtual time has passed. Any thread.
    ///
    /// @return the time since the loop was made
    public Duration elapsed() {
        return Duration.ofNanos(time());
    }

    /// Runs the loop for some virtual time: every timer that is due by then, and whatever they make ready. Afterwards
    /// the clock is exactly that much later, unless [#stop] was called.
    ///
    /// @param duration how long; zero runs what is ready now, and lets no time pass
    /// @throws IllegalStateException while the loop runs; a task waits by `Async.sleep`
    /// @throws IllegalArgumentException if the duration is negative
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + duration);
        }
        if (isRunning()) {
            throw new IllegalStateException("the loop is running; a task waits by Async.sleep");
        }
        clock.stopAt(Math.addExact(time(), duration.toNanos()), this::stop);
        try {
            runForever();
        } finally {
            clock.release();
        }
    }

    /// Runs what is ready, and what that makes ready, and lets no time pass.
    ///
    /// @throws IllegalStateException while the loop runs
    public void runReady() {
        advance(Duration.ZERO);
    }

    /// Sets how long a run waits in real time for other threads where it has nothing else to do; 10 seconds at first.
    ///
    /// @param patience positive
    public void setPatience(Duration patience) {
        checkThread();
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("the patience must be positive, not " + patience);
        }
        clock.patience(patience);
    }

    // --- Connections

    /// Sets what connections are like that are made by [#createConnection] from now on; [LinkOptions#DEFAULT] at
    /// first. The n-th of them adds n to the seed.
    ///
    /// @param options of the links
    public void setLink(LinkOptions options) {
        checkThread();
        link = Objects.requireNonNull(options, "the options are null");
    }

    LinkOptions link() {
        return link;
    }

    /// Joins two protocols by a perfect link. Both get `connectionMade` before this returns, the first one first.
    ///
    /// @param <A> the type of the first protocol
    /// @param <B> the type of the second protocol
    /// @param first the protocol at one end
    /// @param second the protocol at the other end
    /// @return the two ends
    public <A extends StreamProtocol, B extends StreamProtocol> MemoryConnection<A, B> connect(A first, B second) {
        return connect(first, second, LinkOptions.DEFAULT);
    }

    /// Joins two protocols. Both get `connectionMade` before this returns, the first one first.
    ///
    /// @param <A> the type of the first protocol
    /// @param <B> the type of the second protocol
    /// @param first the protocol at one end
    /// @param second the protocol at the other end
    /// @param options what the link is like
    /// @return the two ends
    public <A extends StreamProtocol, B extends StreamProtocol> MemoryConnection<A, B> connect(
            A first, B second, LinkOptions options) {
        checkUsable();
        Objects.requireNonNull(first, "the first protocol is null");
        Objects.requireNonNull(second, "the second protocol is null");
        MemoryLink made = network.link(options, network.nextAddress(), network.nextAddress());
        made.first().begin(first);
        made.second().begin(second);
        return new MemoryConnection<>(
                new Connection<>(made.first(), first), new Connection<>(made.second(), second), made);
    }

    /// Joins two pairs of a reader and a writer by a perfect link.
    ///
    /// @return the two ends
    public StreamPair streams() {
        return streams(LinkOptions.DEFAULT);
    }

    /// Joins two pairs of a reader and a writer.
    ///
    /// @param options what the link is like
    /// @return the two ends
    public StreamPair streams(LinkOptions options) {
        int limit = StreamOptions.DEFAULT.limit();
        StreamReader first = new StreamReader(this, limit);
        StreamReader second = new StreamReader(this, limit);
        var joined = connect(new StreamReaderProtocol(first), new StreamReaderProtocol(second), options);
        return new StreamPair(stream(joined.first(), first), stream(joined.second(), second), joined.link());
    }

    private static StreamConnection stream(Connection<StreamReaderProtocol> end, StreamReader reader) {
        return new StreamConnection(reader, new StreamWriter(end.transport(), end.protocol(), reader));
    }

    // --- The network

    /// Connects to a server of this loop that has the port, whatever the host.
    ///
    /// @return the connection; a [java.net.ConnectException] if no server serves the port
    @Override
    public <P extends BaseProtocol> CompletableFuture<Connection<P>> createConnection(
            Supplier<P> factory, @Nullable String host, int port, ConnectOptions options) {
        checkUsable();
        Objects.requireNonNull(options, "the options are null");
        if (port == 0) {
            throw new IllegalArgumentException("nobody listens on port 0");
        }
        return network.open(Objects.requireNonNull(factory, "the factory is null"), MemoryNetwork.address(port));
    }

    /// Connects to a unix server of this loop that has the path; there is no file.
    ///
    /// @return the connection; a [java.nio.file.NoSuchFileException] if no server has the path
    @Override
    public <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, Path path, ConnectOptions options) {
        checkUsable();
        Objects.requireNonNull(options, "the options are null");
        return network.open(Objects.requireNonNull(factory, "the factory is null"), MemoryNames.of(path));
    }

    /// Connects to a unix server of this loop that has the name; one that begins with NUL is abstract.
    ///
    /// @return the connection; a [java.nio.file.NoSuchFileException] or a [java.net.ConnectException] if no
    ///   server has the name
    @Override
    public <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, @Nullable String path, ConnectOptions options) {
        checkUsable();
        Objects.requireNonNull(options, "the options are null");
        return network.open(Objects.requireNonNull(factory, "the factory is null"), MemoryNames.of(path));
    }

    /// Serves a path of this loop, without a file; a server that has it is no longer found by it.
    ///
    /// @return the server
    @Override
    public CompletableFuture<Server> createUnixServer(
            Supplier<? extends BaseProtocol> factory, Path path, ServerOptions options) {
        checkUsable();
        Objects.requireNonNull(options, "the options are null");
        return network.serve(Objects.requireNonNull(factory, "the factory is null"), MemoryNames.of(path), options);
    }

    /// Serves a name of this loop; one that begins with NUL is abstract.
    ///
    /// @return the server; a [java.net.BindException] if an abstract name is taken
    @Override
    public CompletableFuture<Server> createUnixServer(
            Supplier<? extends BaseProtocol> factory, @Nullable String path, ServerOptions options) {
        checkUsable();
        Objects.requireNonNull(options, "the options are null");
        return network.serve(Objects.requireNonNull(factory, "the factory is null"), MemoryNames.of(path), options);
    }

    /// Serves a port of this loop, whatever the hosts; 0 chooses one.
    ///
    /// @return the server; a [java.net.BindException] if the port is taken
    @Override
    public CompletableFuture<Server> createServer(
            Supplier<? extends BaseProtocol> factory, List<String> hosts, int port, ServerOptions options) {
        checkUsable();
        Objects.requireNonNull(hosts, "the hosts are null");
        Objects.requireNonNull(options, "the options are null");
        return network.serve(Objects.requireNonNull(factory, "the factory is null"), port, options);
    }

    /// Opens a datagram endpoint on a port of this loop, whatever the host, or with the name of a unix socket, without
    /// a file. Where a loop on libuv would look a name up, this one takes any for itself.
    ///
    /// @return the endpoint; a [java.net.BindException] if the address is taken
    @Override
    public <P extends DatagramProtocol> CompletableFuture<DatagramEndpoint<P>> createDatagramEndpoint(
            Supplier<P> factory, DatagramOptions options) {
        checkUsable();
        Objects.requireNonNull(options, "the options are null");
        return datagrams.open(Objects.requireNonNull(factory, "the factory is null"), options);
    }

    // --- For the parts

    void requireThread() {
        checkThread();
    }

    void requireUsable() {
        checkUsable();
    }

    @Nullable
    Throwable call(BaseTransport transport, BaseProtocol protocol, String method, Runnable call) {
        return callProtocol(transport, protocol, method, call);
    }

    @Override
    protected Map<String, LoopStats.Count> handles() {
        Map<String, LoopStats.Count> all = new HashMap<>(network.counts());
        all.put("MEMORY_DATAGRAM", datagrams.count());
        return Map.copyOf(all);
    }
}
