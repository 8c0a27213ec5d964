package io.juvloop.internal.net;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.SendfileOptions;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.Transport;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.Chapter;
import io.juvloop.internal.sendfile.FileSender;
import io.juvloop.internal.sendfile.SentFile;
import io.juvloop.internal.stream.TransportMaker;
import io.juvloop.internal.tls.TlsLoop;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Connections and servers of the loop on libuv: checks the arguments and delegates.
///
/// Thread rule and lifetime: see [EventLoop].
public interface UvConnections extends EventLoop, Chapter {
    /// The part that adopts the user's sockets.
    ///
    /// @return the same each time
    AdoptSocket adoption();

    /// The factory of transports.
    ///
    /// @return the same each time
    TransportMaker transports();

    /// The part that sends files.
    ///
    /// @return the same each time
    FileSender fileSender();

    /// What encrypts connections.
    ///
    /// @return the same each time
    TlsLoop tls();

    @Override
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> createConnection(
            Supplier<P> factory, @Nullable String host, int port, ConnectOptions options) {
        core().checkUsable();
        Arguments.requireFactory(factory);
        if (TlsLoop.isWanted(options)) {
            return tls().connect(
                            factory,
                            options,
                            host == null || host.isEmpty() ? null : host,
                            port,
                            (below, plain) -> createConnection(below, host, port, plain));
        }
        Arguments.requireOneTarget(host != null && !host.isEmpty(), options.socket(), "host");
        if (options.socket().isPresent()) {
            return adoption().connect(transports(), factory, options.socket().getAsLong(), options);
        }
        if (options.isIpc()) {
            Arguments.requireUnixForIpc(false);
        }
        String name = Arguments.requireHost(Objects.requireNonNull(host));
        return new TcpConnect<>(core(), transports(), factory, name, Arguments.requirePeerPort(port), options).start();
    }

    @Override
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, @Nullable String path, ConnectOptions options) {
        core().checkUsable();
        Arguments.requireFactory(factory);
        if (TlsLoop.isWanted(options)) {
            return tls().connect(
                            factory, options, null, -1, (below, plain) -> createUnixConnection(below, path, plain));
        }
        Arguments.requireOneTarget(path != null, options.socket(), "path");
        if (options.socket().isPresent()) {
            return adoption().connect(transports(), factory, options.socket().getAsLong(), options);
        }
        if (options.isIpc()) {
            Arguments.requireUnixForIpc(true);
        }
        UnixPath target = UnixPath.of(Objects.requireNonNull(path));
        return new UnixConnect<>(core(), transports(), factory, target, options).start();
    }

    @Override
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, Path path, ConnectOptions options) {
        core().checkUsable();
        Arguments.requireFactory(factory);
        if (TlsLoop.isWanted(options)) {
            return tls().connect(
                            factory, options, null, -1, (below, plain) -> createUnixConnection(below, path, plain));
        }
        Arguments.requireOneTarget(true, options.socket(), "path");
        if (options.isIpc()) {
            Arguments.requireUnixForIpc(true);
        }
        return new UnixConnect<>(core(), transports(), factory, UnixPath.of(path), options).start();
    }

    @Override
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> connectAcceptedSocket(
            Supplier<P> factory, long socket, ServerOptions options) {
        core().checkUsable();
        Arguments.requireFactory(factory);
        if (TlsLoop.isWanted(options)) {
            return tls().accept(factory, options, below -> connectAcceptedSocket(below, socket, ServerOptions.DEFAULT));
        }
        ConnectOptions adopted = ConnectOptions.DEFAULT.withSocket(socket).withIpc(options.isIpc());
        return adoption().connect(transports(), factory, socket, adopted);
    }

    @Override
    default CompletableFuture<Server> createServer(
            Supplier<? extends BaseProtocol> factory, List<String> hosts, int port, ServerOptions options) {
        core().checkUsable();
        Arguments.requireFactory(factory);
        Supplier<? extends BaseProtocol> served = tls().serving(factory, options);
        if (options.isIpc()) {
            Arguments.requireUnixForIpc(false);
        }
        List<String> names = hosts.stream().map(Arguments::requireHost).toList();
        Arguments.requireNoHost(names, options.socket());
        UvServer server = new UvServer(core(), transports(), served, options);
        int checkedPort = Arguments.requirePort(port);
        CreateServer start = new CreateServer(core(), server);
        return options.socket().isPresent()
                ? start.adopt(adoption(), options.socket().getAsLong())
                : start.tcp(names, checkedPort);
    }

    @Override
    default CompletableFuture<Server> createUnixServer(
            Supplier<? extends BaseProtocol> factory, @Nullable String path, ServerOptions options) {
        core().checkUsable();
        Arguments.requireFactory(factory);
        Supplier<? extends BaseProtocol> served = tls().serving(factory, options);
        Arguments.requireOneTarget(path != null, options.socket(), "path");
        if (options.isIpc()) {
            Arguments.requireUnixForIpc(true);
        }
        UvServer server = new UvServer(core(), transports(), served, options);
        CreateServer start = new CreateServer(core(), server);
        return path == null ? start.adopt(adoption(), options.socket().orElseThrow()) : start.unix(UnixPath.of(path));
    }

    @Override
    default CompletableFuture<Server> createUnixServer(
            Supplier<? extends BaseProtocol> factory, Path path, ServerOptions options) {
        core().checkUsable();
        Arguments.requireFactory(factory);
        Supplier<? extends BaseProtocol> served = tls().serving(factory, options);
        Arguments.requireOneTarget(true, options.socket(), "path");
        if (options.isIpc()) {
            Arguments.requireUnixForIpc(true);
        }
        UnixPath name = UnixPath.of(path);
        return new CreateServer(core(), new UvServer(core(), transports(), served, options)).unix(name);
    }

    @Override
    default CompletableFuture<Long> sendfile(Transport transport, Path file, SendfileOptions options) {
        core().checkUsable();
        return fileSender().send(transport, SentFile.of(file, options));
    }

    @Override
    default CompletableFuture<Long> sendfile(Transport transport, FileChannel file, SendfileOptions options) {
        core().checkUsable();
        return fileSender().send(transport, SentFile.of(file, options));
    }
}
