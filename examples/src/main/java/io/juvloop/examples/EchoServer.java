package io.juvloop.examples;

import io.juvloop.BaseProtocol;
import io.juvloop.EventLoop;
import io.juvloop.Juvloop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.tls.TlsContext;
import io.juvloop.tls.TlsCredentials;
import io.juvloop.tls.TlsOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The echo server in four styles: [EchoSockets] and [EchoStreams] with tasks, [EchoProtocol] and [EchoBuffered]
/// with callbacks.
final class EchoServer implements Example {
    private static final int BACKLOG = 1024;
    private static final long BUFFER_SIZE = 256 * 1024;

    @Override
    public String usage() {
        return "--port N [--host H] [--style sockets|streams|protocol|buffered] [--unix PATH]"
                + " [--tls [--cert FILE --key FILE]]";
    }

    @Override
    public String summary() {
        return "serves echo and prints `ready HOST:PORT` once it listens";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("port", "host", "style", "unix", "tls", "cert", "key"));
        if (!options.has("port") && !options.has("unix")) {
            throw new Options.Misuse("--port or --unix is needed");
        }
        String style = options.get("style", "protocol");
        if (style.equals("sockets") || style.equals("streams")) {
            serveInTasks(style, options);
        } else {
            serveInCallbacks(factory(style), options);
        }
    }

    private static void serveInTasks(String style, Options options) throws Options.Misuse {
        if (options.has("unix") || options.has("tls")) {
            throw new Options.Misuse("--unix and --tls go with --style protocol or buffered");
        }
        String host = options.get("host", "127.0.0.1");
        int port = options.port("port", 0);
        if (style.equals("sockets")) {
            Juvloop.run(() -> EchoSockets.serve(host, port));
        } else {
            Juvloop.run(() -> EchoStreams.serve(host, port));
        }
    }

    private static void serveInCallbacks(Supplier<? extends BaseProtocol> factory, Options options) throws Exception {
        EventLoop loop = EventLoop.create();
        Server server = loop.runUntilComplete(start(loop, factory, options));
        Ready.print(server);
        UntilInterrupted.run(loop, server);
    }

    private static CompletableFuture<Server> start(
            EventLoop loop, Supplier<? extends BaseProtocol> factory, Options options) throws Exception {
        ServerOptions serving = ServerOptions.DEFAULT.withBacklog(BACKLOG).withTls(context(options));
        if (options.has("unix")) {
            return loop.createUnixServer(factory, options.get("unix", ""), serving);
        }
        List<String> hosts = List.of(options.get("host", "127.0.0.1"));
        return loop.createServer(factory, hosts, options.port("port", 0), serving);
    }

    /// By the files, or else by a key that no client trusts.
    private static @Nullable TlsContext context(Options options) throws Exception {
        if (!options.has("tls")) {
            return null;
        }
        if (options.has("cert") != options.has("key")) {
            throw new Options.Misuse("--cert and --key go together");
        }
        if (options.has("cert")) {
            Path chain = Path.of(options.get("cert", ""));
            TlsCredentials own = TlsCredentials.ofPem(chain, Path.of(options.get("key", "")));
            return TlsContext.server(TlsOptions.DEFAULT.withCredentials(own));
        }
        System.out.println("made a key; try: openssl s_client " + target(options));
        return TlsContext.server(TlsOptions.DEFAULT.withCredentials(SelfSigned.credentials()));
    }

    /// Where a client of OpenSSL's finds the server.
    private static String target(Options options) {
        if (options.has("unix")) {
            return "-unix " + options.get("unix", "");
        }
        String port = options.get("port", "0");
        return "-connect " + options.get("host", "127.0.0.1") + ":" + (port.equals("0") ? "PORT" : port);
    }

    private static Supplier<? extends BaseProtocol> factory(String style) throws Options.Misuse {
        return switch (style) {
            case "protocol" -> EchoProtocol::new;
            case "buffered" -> {
                MemorySegment memory = Arena.ofAuto().allocate(BUFFER_SIZE);
                yield () -> new EchoBuffered(memory);
            }
            default -> throw new Options.Misuse("--style wants sockets, streams, protocol or buffered, not " + style);
        };
    }
}
