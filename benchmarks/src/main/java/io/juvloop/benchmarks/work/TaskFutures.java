package io.juvloop.benchmarks.work;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Workloads in which tasks wait for futures.
final class TaskFutures {
    private final EventLoop loop;
    private final List<LoopFuture<Void>> futures = new ArrayList<>();
    private int woken;
    private int gone;
    private boolean released;

    TaskFutures(EventLoop loop) {
        this.loop = loop;
    }

    /// Two tasks by turns: each wakes the other and waits, always in a new future. An operation is one such turn.
    void rally(TaskSpan span) {
        makeFutures(2);
        span.add(() -> play(span, 0));
        span.add(() -> {
            Async.await(futures.get(1));
            play(span, 1);
        });
    }

    private void play(TaskSpan span, int own) {
        while (!span.isOver()) {
            LoopFuture<Void> mine = loop.createFuture();
            futures.set(own, mine);
            futures.get(1 - own).complete(null);
            Async.await(mine);
            span.count();
        }
        futures.get(1 - own).complete(null);
    }

    /// Very many tasks, each waiting in a future of its own, are all woken, and wait again. An operation is one
    /// of them woken; a span is a whole number of rounds.
    void crowd(TaskSpan span) {
        makeFutures(Side.CROWD);
        for (int i = 0; i < Side.CROWD; i++) {
            int place = i;
            span.addBystander(() -> waitAgain(span, place));
        }
        span.add(() -> {
            TaskSpan.letAllWait();
            playRound();
            span.begin();
            do {
                playRound();
            } while (!span.isOver());
            span.end();
            released = true;
            wakeAll();
            letPass(() -> gone == Side.CROWD);
        });
    }

    private void waitAgain(TaskSpan span, int place) {
        while (!released) {
            Async.await(futures.get(place));
            futures.set(place, loop.createFuture());
            woken++;
            span.count();
        }
        gone++;
    }

    private void playRound() {
        wakeAll();
        letPass(() -> woken == Side.CROWD);
    }

    private void wakeAll() {
        woken = 0;
        for (int i = 0; i < Side.CROWD; i++) {
            futures.get(i).complete(null);
        }
    }

    private static void letPass(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Async.sleep(Duration.ZERO);
        }
    }

    private void makeFutures(int count) {
        for (int i = 0; i < count; i++) {
            futures.add(loop.createFuture());
        }
    }
}
