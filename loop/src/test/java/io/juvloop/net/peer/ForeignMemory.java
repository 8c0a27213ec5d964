package io.juvloop.net.peer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;

/// Memory that is confined to a thread of its own, until closed.
public final class ForeignMemory implements AutoCloseable {
    private final CompletableFuture<MemorySegment> segment = new CompletableFuture<>();
    private final CompletableFuture<Void> unwanted = new CompletableFuture<>();
    private final Thread owner;

    public ForeignMemory(int size) {
        owner = Thread.ofPlatform().daemon().start(() -> own(size));
    }

    private void own(int size) {
        try (Arena arena = Arena.ofConfined()) {
            segment.complete(arena.allocate(size));
            unwanted.join();
        }
    }

    public MemorySegment segment() {
        return segment.join();
    }

    @Override
    public void close() {
        unwanted.complete(null);
        try {
            owner.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
