package io.juvloop.examples;

import io.juvloop.BaseProtocol;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// The echo server: `dataReceived` answers with `write`.
final class EchoServer implements Example {
    private static final int BACKLOG = 1024;
    private static final long BUFFER_SIZE = 256 * 1024;

    @Override
    public String usage() {
        return "--port N [--host H] [--style protocol|buffered] [--unix PATH]";
    }

    @Override
    public String summary() {
        return "serves echo and prints `ready HOST:PORT` once it listens";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("port", "host", "style", "unix"));
        if (!options.has("port") && !options.has("unix")) {
            throw new Options.Misuse("--port or --unix is needed");
        }
        Supplier<? extends BaseProtocol> factory = factory(options.get("style", "protocol"));
        EventLoop loop = EventLoop.create();
        Server server = loop.runUntilComplete(start(loop, factory, options));
        System.out.println("ready " + where(server, options));
        UntilInterrupted.run(loop, server);
    }

    private static CompletableFuture<Server> start(
            EventLoop loop, Supplier<? extends BaseProtocol> factory, Options options) throws Options.Misuse {
        ServerOptions serving = ServerOptions.DEFAULT.withBacklog(BACKLOG);
        if (options.has("unix")) {
            return loop.createUnixServer(factory, options.get("unix", ""), serving);
        }
        List<String> hosts = List.of(options.get("host", "127.0.0.1"));
        return loop.createServer(factory, hosts, options.port("port", 0), serving);
    }

    private static String where(Server server, Options options) {
        if (options.has("unix")) {
            return "unix:" + options.get("unix", "");
        }
        InetSocketAddress address =
                (InetSocketAddress) server.sockets().getFirst().localAddress();
        return address == null ? "nowhere" : address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /// What makes a protocol for each connection.
    ///
    /// @param style `protocol` or `buffered`
    /// @return the factory
    /// @throws Options.Misuse for any other style
    static Supplier<? extends BaseProtocol> factory(String style) throws Options.Misuse {
        return switch (style) {
            case "protocol" -> EchoProtocol::new;
            case "buffered" -> {
                MemorySegment memory = Arena.ofAuto().allocate(BUFFER_SIZE);
                yield () -> new BufferedEchoProtocol(memory);
            }
            default -> throw new Options.Misuse("--style wants protocol or buffered, not " + style);
        };
    }
}
