package io.juvloop.benchmarks.serve;

import io.juvloop.Juvloop;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/// An echo server whose connections are served by tasks of a loop; the loop has a thread of its own.
abstract class TaskServer implements EchoServer {
    @Override
    public final InetSocketAddress start(InetSocketAddress address) {
        CompletableFuture<InetSocketAddress> bound = new CompletableFuture<>();
        Thread.ofPlatform().name("loop").start(() -> {
            try {
                Juvloop.run(() -> serve(address, bound));
            } catch (Throwable failure) {
                bound.completeExceptionally(failure);
                throw failure;
            }
        });
        return bound.join();
    }

    /// The main task: listens, completes `bound` with the address, and serves until the process ends.
    abstract void serve(InetSocketAddress address, CompletableFuture<InetSocketAddress> bound) throws Exception;
}
