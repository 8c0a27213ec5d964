package io.juvloop.internal.tls;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.ServerOptions;
import io.juvloop.Transport;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.executor.DefaultExecutor;
import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsContext;
import io.juvloop.tls.TlsSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/// What the encrypted connections of a loop share: memory, engines' work on the default executor, and counts.
/// Nothing of it is made before the first of them.
///
/// Loop thread only, but for the counts, which others read as they are at the time. Lives as long as the loop.
public final class TlsLoop {
    private static final StartTlsOptions SERVER = StartTlsOptions.DEFAULT.withServerSide(true);

    private final LoopCore core;
    private final DefaultExecutor executor;
    private final List<Depth> depths = new ArrayList<>(1);
    private final Set<TlsConnection> live = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable EngineMemories memories;
    private boolean flushing;
    private long made;
    private long freed;
    private long handshakes;
    private long resumed;
    private long failed;

    private record Depth(TlsMemory memory, PlainGather gather) {}

    public TlsLoop(LoopCore core, DefaultExecutor executor) {
        this.core = core;
        this.executor = executor;
    }

    LoopCore core() {
        return core;
    }

    /// A connection begins.
    TlsLayer enter(TlsConnection connection, Transport below) {
        int depth = below instanceof TlsTransport outer ? outer.depth() + 1 : 0;
        if (depths.isEmpty()) {
            core.beforeFlush(this::flush);
            core.atClose(this::close);
        }
        while (depths.size() <= depth) {
            depths.add(new Depth(new TlsMemory(core), new PlainGather()));
        }
        live.add(connection);
        Depth at = depths.get(depth);
        return new TlsLayer(depth, at.memory, new TlsOutput(connection, core, at.gather));
    }

    void leave(TlsConnection connection) {
        live.remove(connection);
    }

    /// Has what the callback that ends has gathered encrypted, the innermost first.
    private void flush() {
        flushing = true;
        try {
            flush(depths.size() - 1);
        } finally {
            flushing = false;
        }
    }

    /// An error at one depth keeps nothing of the others back.
    private void flush(int depth) {
        if (depth >= 0) {
            try {
                depths.get(depth).gather.flush();
            } finally {
                flush(depth - 1);
            }
        }
    }

    /// Whether the callback has ended, and none of the user's code may run.
    boolean isFlushing() {
        return flushing;
    }

    private void close() {
        List.copyOf(live).forEach(TlsConnection::loopClosed);
    }

    // --- Beginnings

    /// Whether a connection is to be encrypted.
    ///
    /// @throws IllegalArgumentException for an option of TLS without TLS, or for TLS with passing of handles
    public static boolean isWanted(ConnectOptions options) {
        return isWanted(options.tls(), how(options), StartTlsOptions.DEFAULT, options.isIpc());
    }

    private static boolean isWanted(
            Optional<TlsContext> context, StartTlsOptions options, StartTlsOptions silent, boolean ipc) {
        if (context.isEmpty() && !options.equals(silent)) {
            throw new IllegalArgumentException("a server name or time-outs of TLS are given, but no TLS");
        }
        if (context.isPresent() && ipc) {
            throw new IllegalArgumentException("handles cannot be passed over an encrypted connection");
        }
        return context.isPresent();
    }

    private static StartTlsOptions how(ConnectOptions options) {
        return StartTlsOptions.DEFAULT
                .withServerName(options.serverName().orElse(null))
                .withTimeouts(options.tlsHandshakeTimeout(), options.tlsShutdownTimeout());
    }

    /// The same for the connection below an encrypted one.
    private static ConnectOptions plain(ConnectOptions options) {
        StartTlsOptions silent = StartTlsOptions.DEFAULT;
        return options.withTls(null)
                .withServerName(null)
                .withTlsTimeouts(silent.handshakeTimeout(), silent.shutdownTimeout());
    }

    /// Connects, and then begins TLS.
    ///
    /// @param host that is connected to; null if it has no name
    /// @param below connects the transport below
    public <P extends BaseProtocol> CompletableFuture<Connection<P>> connect(
            Supplier<P> factory,
            ConnectOptions options,
            @Nullable String host,
            int port,
            BiFunction<Supplier<TlsConnection>, ConnectOptions, CompletableFuture<Connection<TlsConnection>>> below) {
        TlsContext context = options.tls().orElseThrow();
        TlsRole role = TlsRole.client(context, how(options), host, port);
        return new TlsOpening<>(this, role, factory, options.timeout().orElse(null))
                .start(connection -> below.apply(connection, plain(options)));
    }

    /// Whether the connections of a server are to be encrypted.
    ///
    /// @throws IllegalArgumentException for an option of TLS without TLS, or for TLS with passing of handles
    public static boolean isWanted(ServerOptions options) {
        return isWanted(options.tls(), how(options), SERVER, options.isIpc());
    }

    private static StartTlsOptions how(ServerOptions options) {
        return SERVER.withTimeouts(options.tlsHandshakeTimeout(), options.tlsShutdownTimeout());
    }

    /// Begins TLS as a server on a connection that other code has accepted.
    ///
    /// @param below adopts the connection
    /// @throws IllegalArgumentException for a context of clients
    public <P extends BaseProtocol> CompletableFuture<Connection<P>> accept(
            Supplier<P> factory,
            ServerOptions options,
            Function<Supplier<TlsConnection>, CompletableFuture<Connection<TlsConnection>>> below) {
        TlsRole role = TlsRole.server(options.tls().orElseThrow(), how(options));
        return new TlsOpening<>(this, role, factory, null).start(below);
    }

    /// What makes the protocols of a server's connections: the user's, or TLS that asks the user's when a handshake
    /// is done.
    ///
    /// @throws IllegalArgumentException for a context of clients, or for an option of TLS without TLS
    public Supplier<? extends BaseProtocol> serving(Supplier<? extends BaseProtocol> factory, ServerOptions options) {
        if (!isWanted(options)) {
            return factory;
        }
        TlsRole role = TlsRole.server(options.tls().orElseThrow(), how(options));
        return () -> new TlsConnection(this, role, new TlsServing(core, factory));
    }

    // --- Engines

    TlsEngine newEngine(TlsContext context, TlsRole role) {
        EngineMemories shared = memories;
        if (shared == null) {
            shared = new EngineMemories();
            memories = shared;
        }
        SSLEngine engine =
                role.isServer() ? context.newServerEngine() : context.newClientEngine(role.serverName(), role.port());
        TlsEngine made = new JdkEngine(engine, shared, role.isServer() ? null : role.serverName());
        count();
        return made;
    }

    /// Has an engine work on another thread.
    ///
    /// @param done called on the loop's thread, with what failed
    void work(TlsEngine engine, BiConsumer<@Nullable Object, @Nullable Throwable> done) {
        Runnable work = engine.work();
        try {
            var _ = executor.run(null, () -> {
                        work.run();
                        return true;
                    })
                    .whenComplete(done);
        } catch (RuntimeException refused) {
            core.callInternally(() -> done.accept(null, refused));
        }
    }

    private void count() {
        made++;
    }

    void freed() {
        freed++;
    }

    void handshaken(TlsSession session) {
        handshakes++;
        if (session.isResumed()) {
            resumed++;
        }
    }

    void failed() {
        failed++;
    }

    /// Engines made so far. Any thread.
    public long enginesMade() {
        return made;
    }

    /// Engines that are not used any more. Any thread.
    public long enginesFreed() {
        return freed;
    }

    /// Handshakes that went well. Any thread.
    public long handshakes() {
        return handshakes;
    }

    /// Those of them that resumed a session. Any thread.
    public long resumed() {
        return resumed;
    }

    /// Handshakes that failed. Any thread.
    public long failedHandshakes() {
        return failed;
    }
}
