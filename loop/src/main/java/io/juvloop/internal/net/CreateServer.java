package io.juvloop.internal.net;

import io.juvloop.BaseProtocol;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.UvException;
import io.juvloop.bindings.PosixSockets;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvStream;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.OperationFuture;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.stream.TransportMaker;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Creates a server: resolves the hosts, binds every address or none, and listens.
///
/// Loop thread only, except the future. If it fails, it closes the bound sockets.
public final class CreateServer {
    private final LoopCore core;
    private final UvServer server;
    private final OperationFuture<Server> future;
    private boolean failed;

    CreateServer(LoopCore core, UvServer server) {
        this.core = core;
        this.server = server;
        this.future = new OperationFuture<>(core) {
            @Override
            protected void dropped(Server unwanted) {
                unwanted.close();
            }
        };
    }

    /// Creates a server on a stream that is listening, or bound and ready to.
    ///
    /// @param opening gives the stream, which this owns from there on; what it throws, the caller gets
    public static CompletableFuture<Server> on(
            LoopCore core,
            TransportMaker transports,
            Supplier<? extends UvStream> opening,
            Supplier<? extends BaseProtocol> factory,
            ServerOptions options) {
        UvServer server = new UvServer(core, transports, factory, options);
        Listener listener = server.newListener();
        CreateServer start = new CreateServer(core, server);
        start.begin(() -> start.add(listener, opening::get));
        return start.future;
    }

    CompletableFuture<Server> tcp(List<String> hosts, int port) {
        List<String> names = hosts.isEmpty() ? List.of("") : hosts;
        try {
            future.onCancel(lookUp(names, port)::cancel);
        } catch (Throwable thrown) { // the caller gets no future
            failed = true;
            server.close();
            throw thrown;
        }
        return future;
    }

    private Addresses lookUp(List<String> names, int port) {
        return Addresses.of(core, names, port, new Addresses.Listener() {
            @Override
            public void onAddresses(List<InetSocketAddress> addresses) {
                begin(() -> bindAll(addresses));
            }

            @Override
            public void onFailure(Throwable failure) {
                future.completeExceptionally(failure);
            }
        });
    }

    CompletableFuture<Server> unix(UnixPath path) {
        begin(() -> bindUnix(path));
        return future;
    }

    /// Creates a server on a socket of the user's.
    CompletableFuture<Server> adopt(AdoptSocket adoption, long socket) {
        if (server.options().isIpc()) {
            Arguments.requireUnixForIpc(AdoptSocket.kindOf(socket) == PosixSockets.Kind.UNIX);
        }
        Listener listener = server.newListener();
        begin(() -> add(listener, () -> adoption.adopt(socket, listener, false)));
        return future;
    }

    @FunctionalInterface
    private interface Binding {
        void bind() throws IOException;
    }

    @FunctionalInterface
    private interface Making {
        UvStream make() throws IOException;
    }

    private void begin(Binding binding) {
        if (failed) {
            return;
        }
        try {
            bind(binding);
        } catch (Throwable thrown) { // an error of the library's own
            failed = true;
            server.close();
            throw thrown;
        }
    }

    private void bind(Binding binding) {
        try {
            binding.bind();
            if (server.options().isStartServing()) {
                server.listen();
            }
        } catch (IOException | UvFailure | UnsupportedOperationException failure) {
            server.close();
            future.completeExceptionally(
                    failure instanceof UvFailure uv ? UvErrorMapping.toException(uv, null) : failure);
            return;
        }
        if (!future.complete(server)) {
            server.close();
        }
    }

    /// Binds all addresses. As in asyncio, an address of a family that this machine lacks is skipped if another
    /// can be bound; an address of another machine is not skipped.
    private void bindAll(List<InetSocketAddress> addresses) throws IOException {
        List<IOException> skipped = new ArrayList<>();
        boolean bound = false;
        for (InetSocketAddress address : addresses) {
            try {
                bindTcp(address);
                bound = true;
            } catch (IOException failure) {
                if (!isOfMissingFamily(failure, address.getAddress())) {
                    throw failure;
                }
                skipped.add(failure);
            }
        }
        if (!bound) {
            throw skipped.getFirst();
        }
    }

    private static boolean isOfMissingFamily(IOException failure, InetAddress address) {
        Throwable reason = failure instanceof UvException ? failure : failure.getCause();
        return reason instanceof UvException uv
                && switch (uv.errorName()) {
                    case "EAFNOSUPPORT" -> true;
                    case "EADDRNOTAVAIL" -> isOfEveryMachine(address) || !isFamilyHere(address);
                    default -> false;
                };
    }

    /// Whether every machine has the address, unless IPv6 is switched off.
    private static boolean isOfEveryMachine(InetAddress address) {
        return address instanceof Inet6Address && (address.isLoopbackAddress() || address.isAnyLocalAddress());
    }

    private static boolean isFamilyHere(InetAddress address) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(here -> here.getClass().equals(address.getClass()));
        } catch (SocketException unknown) {
            return true;
        }
    }

    private void bindTcp(InetSocketAddress address) throws IOException {
        Listener listener = server.newListener();
        ListenerFactory sockets = new ListenerFactory(core, server.options(), listener);
        add(listener, () -> sockets.tcp(address));
    }

    private void bindUnix(UnixPath path) throws IOException {
        Listener listener = server.newListener();
        ListenerFactory sockets = new ListenerFactory(core, server.options(), listener);
        add(listener, () -> sockets.unix(path));
        if (path.isFile()) {
            server.owns(path);
        }
    }

    private void add(Listener listener, Making making) throws IOException {
        UvStream stream = making.make();
        try {
            stream.events(listener);
            server.add(listener, stream);
        } catch (Throwable thrown) {
            stream.close();
            throw thrown;
        }
    }
}
