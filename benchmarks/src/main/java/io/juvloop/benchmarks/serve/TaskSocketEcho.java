package io.juvloop.benchmarks.serve;

import io.juvloop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/// The blocking server of [VirtualThreadEcho], unchanged, in tasks of a loop in fast mode: the JDK parks the
/// tasks, and its own poller, another thread, wakes them.
final class TaskSocketEcho extends TaskServer {
    @Override
    void serve(InetSocketAddress address, CompletableFuture<InetSocketAddress> bound) throws IOException {
        EventLoop loop = EventLoop.running();
        try (ServerSocket listener = new ServerSocket()) {
            listener.bind(address, BACKLOG);
            bound.complete((InetSocketAddress) listener.getLocalSocketAddress());
            while (true) {
                Socket socket = listener.accept();
                var _ = loop.createTask(() -> VirtualThreadEcho.echo(socket));
            }
        }
    }
}
