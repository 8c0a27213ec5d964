package io.juvloop.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.testing.TaskTest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// An interrupt of the thread that runs a loop belongs to the callback that waits there.
@TaskTest
class InterruptWhileWaitingTest {
    @Test
    void reachesACallbackThatWaits(EventLoop loop) {
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there)) {
            Gate gate = new Gate(there);
            CompletableFuture<String> outcome = new CompletableFuture<>();
            there.post(() -> outcome.complete(outcomeOfWaiting(gate)));
            there.until("a callback that waits", gate::isWaitedAt);
            ticks.some();
            there.thread().interrupt();
            assertThat(there.join("the interrupt", outcome)).isEqualTo("interrupted");
            assertThat(there.call(() -> Thread.currentThread().isInterrupted()))
                    .as("still interrupted in the next callback")
                    .isFalse();
            ticks.some();
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
                there.thread().interrupt();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                ticks.some();
            });
            assertThat(there.join("the callback", interrupted)).isTrue();
        }
    }
}
