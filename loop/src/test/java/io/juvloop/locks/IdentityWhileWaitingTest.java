package io.juvloop.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatObject;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.TaskOptions;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A callback has the same loop, thread and thread-bound state before and after it waits for a lock.
@TaskTest
class IdentityWhileWaitingTest {
    private static final ScopedValue<String> WHO = ScopedValue.newInstance();
    private static final TaskOptions EAGER = TaskOptions.DEFAULT.withEagerStart(true);

    private final Events events = new Events();

    /// Runs a check in a callback before and after it waits, while tasks run; the first task existed before.
    private static void beforeAndAfter(EventLoop loop, Runnable check) {
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there)) {
            Gate gate = new Gate(there);
            CompletableFuture<Boolean> ended = new CompletableFuture<>();
            there.post(() -> {
                try {
                    check.run();
                    gate.pass();
                    check.run();
                    ended.complete(true);
                } catch (Throwable thrown) {
                    ended.completeExceptionally(thrown);
                }
            });
            gate.whileSomebodyWaits(ticks::some);
            there.join("the callback", ended);
        }
    }

    @Test
    void itsLoopIsTheRunningOne(EventLoop loop) {
        beforeAndAfter(loop, () -> assertThat(EventLoop.running()).isSameAs(loop));
    }

    @Test
    void itIsNoTask(EventLoop loop) {
        beforeAndAfter(loop, () -> {
            assertThatObject(loop.currentTask()).isNull();
            assertThatIllegalStateException().isThrownBy(() -> Async.sleep(Duration.ZERO));
            assertThatIllegalStateException()
                    .isThrownBy(() -> loop.createFuture().join());
        });
    }

    @Test
    void itMayUseItsLoop(EventLoop loop) {
        beforeAndAfter(loop, () -> loop.callSoon(() -> events.add("called")));
        assertThat(events.all()).containsExactly("called", "called");
    }

    @Test
    void itsThreadIsTheSame(EventLoop loop) {
        Thread[] first = new Thread[1];
        beforeAndAfter(loop, () -> {
            if (first[0] == null) {
                first[0] = Thread.currentThread();
            }
            assertThat(Thread.currentThread()).isSameAs(first[0]);
        });
    }

    @Test
    void itsScopedValuesAreTheSame(EventLoop loop) {
        beforeAndAfter(
                loop,
                () -> ScopedValue.where(WHO, "a callback").run(() -> {
                    assertThat(WHO.get()).isEqualTo("a callback");
                }));
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there, () -> assertThat(WHO.isBound()).isFalse())) {
            Gate gate = new Gate(there);
            there.post(() -> ScopedValue.where(WHO, "a callback").run(() -> {
                gate.pass();
                events.add(WHO.get());
            }));
            gate.whileSomebodyWaits(ticks::some);
            there.until("the value", () -> !events.all().isEmpty());
        }
        assertThat(events.all()).containsExactly("a callback");
    }

    @Test
    void itsThreadLocalsAreThoseOfAllCallbacksAndOfNoTask(EventLoop loop) {
        ThreadLocal<String> local = new ThreadLocal<>();
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there, () -> assertThat(local.get()).isNull())) {
            Gate gate = new Gate(there);
            there.post(() -> {
                local.set("of callbacks");
                gate.pass();
                events.add(local.get());
            });
            gate.whileSomebodyWaits(ticks::some);
            there.run(() -> events.add(local.get()));
            ticks.some();
            there.run(local::remove);
        }
        assertThat(events.all()).containsExactly("of callbacks", "of callbacks");
    }

    @Test
    void anEagerTaskStartsInPlace(EventLoop loop) {
        beforeAndAfter(loop, () -> {
            Thread callback = Thread.currentThread();
            Task<Thread> task = loop.createTask(
                    () -> {
                        events.add("begins");
                        Thread here = Thread.currentThread();
                        Async.sleep(Duration.ZERO);
                        return here;
                    },
                    EAGER);
            events.add("made");
            assertThat(task.toCompletableFuture()).isNotDone();
            assertThat(Thread.currentThread()).isSameAs(callback);
            assertThatObject(loop.currentTask()).isNull();
            task.addDoneCallback(done -> assertThat(done.join()).isNotSameAs(callback));
        });
        assertThat(events.all()).containsExactly("begins", "made", "begins", "made");
    }

    @Test
    void aDependentOfATaskIsNoTask(EventLoop loop) {
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            CompletableFuture<@Nullable Task<?>> current = new CompletableFuture<>();
            there.post(() -> {
                var _ = loop.createTask(() -> "done").thenRun(() -> current.complete(loop.currentTask()));
            });
            assertThatObject(there.join("the dependent", current)).isNull();
        }
    }

    @Test
    void aDependentOfATaskMayNotWait(EventLoop loop) {
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            CompletableFuture<Void> waited = new CompletableFuture<>();
            there.post(() -> {
                var _ = loop.createTask(() -> "done")
                        .thenRun(() -> Async.sleep(Duration.ofMillis(1)))
                        .whenComplete((_, thrown) -> {
                            events.add(String.valueOf(thrown));
                            waited.complete(null);
                        });
            });
            there.join("the dependent", waited);
        }
        assertThat(events.all()).singleElement().asString().contains("IllegalStateException");
    }
}
