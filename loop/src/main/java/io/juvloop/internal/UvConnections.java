package io.juvloop.internal;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.LoopConnections;
import io.juvloop.SendfileOptions;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.TaskOptions;
import io.juvloop.Transport;
import io.juvloop.internal.sendfile.SentFile;
import io.juvloop.internal.sendfile.TransportSending;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The chapter of connections and servers on libuv: checks what was asked, and hands it to who can do it.
///
/// Thread rule and lifetime: see [LoopConnections].
interface UvConnections extends LoopConnections, LoopChapter {
    @Override
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> createConnection(
            Supplier<P> factory, @Nullable String host, int port, ConnectOptions options) {
        loop().checkUsable();
        Arguments.requireFactory(factory);
        Arguments.requireOneTarget(host != null && !host.isEmpty(), options.socket(), "host");
        if (options.socket().isPresent()) {
            return AdoptSocket.connect(loop(), factory, options.socket().getAsLong(), options);
        }
        if (options.ipc()) {
            Arguments.requireUnixForIpc(false);
        }
        String name = Arguments.requireHost(Objects.requireNonNull(host));
        return new TcpConnect<>(loop(), factory, name, Arguments.requirePeerPort(port), options).start();
    }

    @Override
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, @Nullable String path, ConnectOptions options) {
        loop().checkUsable();
        Arguments.requireFactory(factory);
        Arguments.requireOneTarget(path != null, options.socket(), "path");
        if (options.socket().isPresent()) {
            return AdoptSocket.connect(loop(), factory, options.socket().getAsLong(), options);
        }
        if (options.ipc()) {
            Arguments.requireUnixForIpc(true);
        }
        UnixPath target = new UnixPath(Objects.requireNonNull(path));
        return new UnixConnect<>(loop(), factory, target, options).start();
    }

    @Override
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> connectAcceptedSocket(
            Supplier<P> factory, long socket) {
        loop().checkUsable();
        Arguments.requireFactory(factory);
        ConnectOptions options = ConnectOptions.DEFAULT.withSocket(socket);
        return AdoptSocket.connect(loop(), factory, socket, options);
    }

    @Override
    default CompletableFuture<Server> createServer(
            Supplier<? extends BaseProtocol> factory, List<String> hosts, int port, ServerOptions options) {
        loop().checkUsable();
        Arguments.requireFactory(factory);
        if (options.ipc()) {
            Arguments.requireUnixForIpc(false);
        }
        List<String> names = hosts.stream().map(Arguments::requireHost).toList();
        Arguments.requireNoHost(names, options.socket());
        UvServer server = new UvServer(loop(), factory, options);
        return new ServerStart(loop(), server).tcp(names, Arguments.requirePort(port));
    }

    @Override
    default CompletableFuture<Server> createUnixServer(
            Supplier<? extends BaseProtocol> factory, @Nullable String path, ServerOptions options) {
        loop().checkUsable();
        Arguments.requireFactory(factory);
        Arguments.requireOneTarget(path != null, options.socket(), "path");
        if (options.ipc()) {
            Arguments.requireUnixForIpc(true);
        }
        UvServer server = new UvServer(loop(), factory, options);
        return new ServerStart(loop(), server).unix(path == null ? null : new UnixPath(path));
    }

    @Override
    default CompletableFuture<Long> sendfile(Transport transport, Path file, SendfileOptions options) {
        return send(transport, SentFile.of(file, options));
    }

    @Override
    default CompletableFuture<Long> sendfile(Transport transport, FileChannel file, SendfileOptions options) {
        return send(transport, SentFile.of(file, options));
    }

    /// A task does it; one that is cancelled before it begins must give the transport back too.
    private CompletableFuture<Long> send(Transport transport, SentFile file) {
        loop().checkUsable();
        TransportSending sending = TransportSending.begin(loop(), transport);
        Callable<Long> body = () -> sending.run(file);
        CompletableFuture<Long> task = loop().tasks()
                .make(body, TaskOptions.DEFAULT.withName("sendfile"))
                .toCompletableFuture();
        var _ = task.whenComplete((sent, failure) -> sending.end());
        return task;
    }
}
