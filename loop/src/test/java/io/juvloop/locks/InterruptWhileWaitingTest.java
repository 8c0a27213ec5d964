package io.juvloop.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.testing.TaskTest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// An interrupt of the thread that runs a loop belongs to the callback that waits there.
@TaskTest
class InterruptWhileWaitingTest {
    private static final int TRIES = 10;

    @Test
    void reachesACallbackThatWaits(EventLoop loop) {
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there)) {
            Gate gate = new Gate(there);
            CompletableFuture<String> outcome = new CompletableFuture<>();
            there.post(() -> outcome.complete(outcomeOfWaiting(gate)));
            there.until("a callback that waits", gate::isWaitedAt);
            ticks.some();
            interruptUntil(outcome, there.thread());
            assertThat(there.join("the interrupt", outcome)).isEqualTo("interrupted");
            assertThat(there.call(() -> Thread.currentThread().isInterrupted()))
                    .as("still interrupted in the next callback")
                    .isFalse();
            ticks.some();
        }
    }

    /// An interrupt that comes during a step of a task is lost if the task waits by the JDK, which clears the flag of
    /// the thread that carried it. The ticks wait so.
    private static void interruptUntil(CompletableFuture<String> outcome, Thread thread) {
        for (int i = 0; i < TRIES && !outcome.isDone(); i++) {
            thread.interrupt();
            try {
                outcome.get(200 + i, TimeUnit.MILLISECONDS);
            } catch (TimeoutException lost) {
                // once more
            } catch (ExecutionException | InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            }
        }
    }

    private static String outcomeOfWaiting(Gate gate) {
        try {
            gate.passUnlessInterrupted();
            return "passed";
        } catch (InterruptedException interrupted) {
            return "interrupted";
        }
    }

    @Test
    void isKeptByAWaitThatCannotBeInterrupted(EventLoop loop) {
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there)) {
            Gate gate = new Gate(there);
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            there.post(() -> {
                gate.pass();
                interrupted.complete(Thread.interrupted());
            });
            gate.whileSomebodyWaits(() -> {
                ticks.some();
                for (int i = 0; i < TRIES; i++) {
                    there.thread().interrupt();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1 + i));
                }
                ticks.some();
            });
            assertThat(there.join("the callback", interrupted)).isTrue();
        }
    }
}
