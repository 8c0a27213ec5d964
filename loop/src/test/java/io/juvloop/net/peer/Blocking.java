package io.juvloop.net.peer;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// A peer in blocking code, on a thread of its own.
///
/// Any thread.
public final class Blocking {
    private Blocking() {}

    /// Code without a result.
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    /// Starts a peer; a loop's `runUntilComplete` waits for it.
    public static <T> CompletableFuture<T> call(Callable<T> peer) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("peer").start(() -> {
            try {
                result.complete(peer.call());
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        return result;
    }

    /// Starts a peer without a result, which then is `true`.
    public static CompletableFuture<Boolean> run(Action peer) {
        return call(() -> {
            peer.run();
            return true;
        });
    }
}
