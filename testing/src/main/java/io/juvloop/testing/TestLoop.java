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
/// The clock stands still while callbacks and tasks run. When none is ready, it jumps to the next timer, so that a
/// test of an hour takes a moment and two runs are alike. (After a thousand iterations without a pause it advances
/// by a millisecond, so that callbacks which schedule each other starve no timer.) Only work on other threads takes
/// real time: while an executor works for the loop, the clock follows the real one. A run without any event to wait
/// for does not wait for ever, but ends with an [IllegalStateException] after the time of [#setPatience].
///
/// Callbacks, timers, tasks, `sync`, `streams`, executors and phases are those of every loop. [#createServer] and
/// [#createConnection] connect in memory, by port, as unix sockets do by their names and datagram endpoints by
/// either; [#connect] and [#streams] join two ends without a server. Methods that need the system, such as those
/// for files, host names, signals and subprocesses, throw [UnsupportedOperationException].
///
/// Thread rule and lifetime: see [io.juvloop.EventLoop].
public final class TestLoop extends BaseEventLoop {
    private final VirtualClock clock;
    private final MemoryNetwork network = new MemoryNetwork(this);
    private final MemoryDatagrams datagrams = new MemoryDatagrams(this, network);
    private LinkOptions link = LinkOptions.DEFAULT;

    /// Creates a loop that is not running, owned by this thread. Its time is 0.
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

    /// Returns the virtual time that has passed. Any thread.
    ///
    /// @return the time since the loop was created
    public Duration elapsed() {
        return Duration.ofNanos(time());
    }

    /// Runs the loop for some virtual time: every timer that is due by then, and the callbacks and tasks that
    /// become ready. Afterwards the clock has advanced by exactly that time, unless [#stop] was called.
    ///
    /// @param duration the time; zero runs the ready callbacks and tasks without advancing the clock
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

    /// Runs the ready callbacks and tasks, and those that become ready, without advancing the clock.
    ///
    /// @throws IllegalStateException while the loop runs
    public void runReady() {
        advance(Duration.ZERO);
    }

    /// Sets the real time for which a run waits for other threads when there is nothing else to do, initially 10
    /// seconds.
    ///
    /// @param patience the time, positive
    public void setPatience(Duration patience) {
        checkThread();
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("the patience must be positive, not " + patience);
        }
        clock.patience(patience);
    }

    // --- Connections

    /// Sets the options of the links of [#createConnection] from now on, initially [LinkOptions#DEFAULT]. The n-th
    /// of them adds n to the seed.
    ///
    /// @param options the options of the links
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
    /// @param options the options of the link
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
    /// @param options the options of the link
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

    /// Connects to the server of this loop that has the port; the host is ignored.
    ///
    /// @return the connection; a [java.net.ConnectException] if no server serves the port
    @Override
    public <P extends BaseProtocol> CompletableFuture<Connection<P>> createConnection(
            Supplier<P> factory, @Nullable String host, int port, ConnectOptions options) {
        checkUsable();
        Objects.requireNonNull(options, "the options are null");
        if (port == 0) {
            throw new IllegalArgumentException("port 0 cannot be connected to");
        }
        return network.open(Objects.requireNonNull(factory, "the factory is null"), MemoryNetwork.address(port));
    }

    /// Connects to the unix server of this loop that has the path; there is no file.
    ///
    /// @return the connection; a [java.nio.file.NoSuchFileException] if no server has the path
    @Override
    public <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, Path path, ConnectOptions options) {
        checkUsable();
        Objects.requireNonNull(options, "the options are null");
        return network.open(Objects.requireNonNull(factory, "the factory is null"), MemoryNames.of(path));
    }

    /// Connects to the unix server of this loop that has the name; a name that begins with NUL is abstract.
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

    /// Creates a unix server with a path of this loop, without a file; it replaces an earlier server with that path.
    ///
    /// @return the server
    @Override
    public CompletableFuture<Server> createUnixServer(
            Supplier<? extends BaseProtocol> factory, Path path, ServerOptions options) {
        checkUsable();
        Objects.requireNonNull(options, "the options are null");
        return network.serve(Objects.requireNonNull(factory, "the factory is null"), MemoryNames.of(path), options);
    }

    /// Creates a unix server with a name of this loop; a name that begins with NUL is abstract.
    ///
    /// @return the server; a [java.net.BindException] if an abstract name is taken
    @Override
    public CompletableFuture<Server> createUnixServer(
            Supplier<? extends BaseProtocol> factory, @Nullable String path, ServerOptions options) {
        checkUsable();
        Objects.requireNonNull(options, "the options are null");
        return network.serve(Objects.requireNonNull(factory, "the factory is null"), MemoryNames.of(path), options);
    }

    /// Creates a server with a port of this loop, 0 for a free one; the hosts are ignored.
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

    /// Opens a datagram endpoint with a port of this loop, or with the name of a unix socket, without a file. The
    /// host is ignored, and never looked up.
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

    /// Calls back in the next iteration, or when the close actions have run.
    void soon(Runnable callback) {
        callInternally(callback);
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
