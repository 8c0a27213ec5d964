package io.juvloop.testing;

import io.juvloop.BaseProtocol;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import java.util.function.Supplier;

/// Servers and connections on 127.0.0.1, ready when the call returns.
///
/// On the thread that may run the loop, while it does not run.
public final class Loopback {
    public static final String HOST = "127.0.0.1";

    private Loopback() {}

    /// Starts a server on a free port.
    public static Server serve(EventLoop loop, Supplier<? extends BaseProtocol> factory) {
        return loop.runUntilComplete(loop.createServer(factory, HOST, 0));
    }

    /// Connects to a server of ours.
    public static <P extends BaseProtocol> Connection<P> connect(EventLoop loop, Supplier<P> factory, Server server) {
        return loop.runUntilComplete(loop.createConnection(factory, HOST, server.port()));
    }
}
