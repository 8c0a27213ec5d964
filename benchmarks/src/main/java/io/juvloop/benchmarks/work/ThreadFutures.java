package io.juvloop.benchmarks.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/// Workloads in which virtual threads wait for futures; the same as [TaskFutures].
final class ThreadFutures {
    private volatile boolean released;

    /// Two threads by turns: each wakes the other and waits, always in a new future.
    void rally(ThreadSpan span) {
        AtomicReferenceArray<CompletableFuture<Void>> futures = makeFutures(2);
        span.add(count -> play(span, futures, 0, count));
        span.add(count -> {
            futures.get(1).join();
            play(span, futures, 1, count);
        });
    }

    private static void play(
            ThreadSpan span, AtomicReferenceArray<CompletableFuture<Void>> futures, int own, ThreadSpan.Count count) {
        while (!span.isOver()) {
            CompletableFuture<Void> mine = new CompletableFuture<>();
            futures.set(own, mine);
            futures.get(1 - own).complete(null);
            if (!span.isOver()) { // or the other has completed what was here before, and gone
                mine.join();
            }
            count.count();
        }
        futures.get(1 - own).complete(null);
    }

    /// Very many threads, each waiting in a future of its own, are all woken, and wait again.
    void crowd(ThreadSpan span) {
        AtomicReferenceArray<CompletableFuture<Void>> futures = makeFutures(Side.CROWD);
        LongAdder woken = new LongAdder();
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < Side.CROWD; i++) {
            int place = i;
            ThreadSpan.Count count = span.newCount();
            crowd.add(Thread.ofVirtual().start(() -> {
                while (!released) {
                    futures.get(place).join();
                    futures.set(place, new CompletableFuture<>());
                    count.count();
                    woken.increment();
                }
            }));
        }
        span.add(_ -> {
            wakeAll(futures, woken);
            span.begin();
            do {
                wakeAll(futures, woken);
            } while (!span.isOver());
            span.end();
            released = true;
            for (int i = 0; i < Side.CROWD; i++) {
                futures.get(i).complete(null);
            }
            for (Thread thread : crowd) {
                thread.join();
            }
        });
    }

    @SuppressWarnings("ThreadPriorityCheck") // one core: the others run while this one gives way
    private static void wakeAll(AtomicReferenceArray<CompletableFuture<Void>> futures, LongAdder woken) {
        long wanted = woken.sum() + Side.CROWD;
        for (int i = 0; i < Side.CROWD; i++) {
            futures.get(i).complete(null);
        }
        while (woken.sum() < wanted) {
            Thread.yield();
        }
    }

    private static AtomicReferenceArray<CompletableFuture<Void>> makeFutures(int count) {
        AtomicReferenceArray<CompletableFuture<Void>> futures = new AtomicReferenceArray<>(count);
        for (int i = 0; i < count; i++) {
            futures.set(i, new CompletableFuture<>());
        }
        return futures;
    }
}
