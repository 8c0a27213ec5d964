package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.testing.FastOnly;
import io.juvloop.testing.Logged;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// Closing a loop ends its remaining tasks in one way or another, and never hangs.
@TaskTest
class LoopCloseWithTasksTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final List<String> events = new ArrayList<>();

    private static void close(EventLoop loop, Logged logged, Task<?>... unfinished) {
        Turns.one(loop);
        List<String> names = loop.allTasks().stream().map(Task::name).toList();
        loop.close();
        assertThat(logged.all())
                .extracting(Logged.Entry::message)
                .allMatch(message -> message.contains("closing the loop with a task that is not done"))
                .hasSameSizeAs(names);
        assertThat(List.of(unfinished)).allMatch(Task::isDone);
        assertThat(loop.stats().tasks()).isZero();
    }

    @Test
    void unwindsThoseThatWait(EventLoop loop, Logged logged) {
        LoopFuture<String> never = loop.createFuture();
        Task<Void> sleeps = loop.createTask(() -> waits(() -> Async.sleep(LONG)));
        Task<Void> awaits = loop.createTask(() -> waits(() -> Async.await(never)));
        Task<Void> gets =
                loop.createTask(() -> waits(() -> loop.<String>createFuture().join()));
        Task<Void> yields = loop.createTask(() -> waits(() -> {
            while (true) {
                Async.sleep(Duration.ZERO);
            }
        }));
        close(loop, logged, sleeps, awaits, gets, yields);
        assertThat(events).hasSize(8).containsOnly("CancellationException", "finally");
        assertThat(List.of(sleeps, awaits, gets, yields)).allMatch(Task::isCancelled);
        assertThat(never.isCancelled()).isTrue();
    }

    private void waits(Runnable wait) {
        try {
            wait.run();
        } catch (RuntimeException thrown) {
            events.add(thrown.getClass().getSimpleName());
            throw thrown;
        } finally {
            events.add("finally");
        }
    }

    @Test
    void furtherWaitsThrowAtOnce(EventLoop loop, Logged logged) {
        Task<String> stubborn = loop.createTask(() -> {
            for (int i = 0; i < 3; i++) {
                try {
                    Async.sleep(LONG);
                } catch (CancellationException again) {
                    events.add("refused");
                }
            }
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> Async.await(CompletableFuture.completedFuture("done")));
            return "my way";
        });
        close(loop, logged, stubborn);
        assertThat(events).hasSize(3);
        assertThat(stubborn.result()).isEqualTo("my way");
    }

    @Test
    void neverRunsThoseThatHaveNotBegun(EventLoop loop, Logged logged) {
        Task<Boolean> notBegun = loop.createTask(() -> events.add("never"));
        loop.close();
        assertThat(logged.only().message()).contains("not done").contains("not begun");
        assertThat(notBegun.isCancelled()).isTrue();
        assertThat(events).isEmpty();
    }

    @Test
    void doesNotLetThemMakeOthers(EventLoop loop, Logged logged) {
        Task<Void> task = loop.createTask(() -> {
            try {
                Async.sleep(LONG);
            } finally {
                var _ = loop.createTask(() -> events.add("never"));
            }
        });
        close(loop, logged, task);
        assertThat(task.exception()).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
        assertThat(events).isEmpty();
    }

    @Test
    void unwindsATaskWithTheTaskItWaitsFor(EventLoop loop, Logged logged) {
        Task<Void> inner = loop.createTask(() -> waits(() -> Async.sleep(LONG)));
        Task<Void> outer = loop.createTask(() -> waits(() -> Async.await(inner)));
        close(loop, logged, inner, outer);
        assertThat(events).hasSize(4);
        assertThat(List.of(inner, outer)).allMatch(Task::isCancelled);
    }

    @Test
    void ofATaskThatThrowsAnErrorThrowsIt(EventLoop loop, Logged logged) {
        OutOfMemoryError error = new OutOfMemoryError("on purpose");
        Task<Void> task = loop.createTask(() -> {
            try {
                Async.sleep(LONG);
            } catch (CancellationException cancelled) {
                throw error;
            }
        });
        Turns.one(loop);
        assertThatThrownBy(loop::close).isSameAs(error);
        assertThat(loop.isClosed()).isTrue();
        assertThat(task.exception()).isSameAs(error);
        assertThat(logged.all()).hasSize(1);
    }

    @Test
    void unwindsThousands(EventLoop loop, Logged logged) {
        int count = 2_000;
        for (int i = 0; i < count; i++) {
            var _ = loop.createTask(() -> waits(() -> Async.sleep(LONG)));
        }
        close(loop, logged);
        assertThat(events).hasSize(2 * count);
    }

    @Test
    @FastOnly
    void interruptsThoseInWaitsOfTheJdk(EventLoop loop, Logged logged) {
        Semaphore never = new Semaphore(0);
        Object monitor = new Object();
        Task<Void> acquires = loop.createTask(() -> never.acquire());
        Task<Void> sleeps = loop.createTask(() -> Thread.sleep(LONG)); // the wait is under test
        Task<Void> waits = loop.createTask(() -> {
            synchronized (monitor) {
                while (!events.contains("never")) {
                    monitor.wait();
                }
            }
        });
        Task<Void> gets = loop.createTask(() -> {
            try {
                new CompletableFuture<>().get();
            } catch (InterruptedException interrupted) {
                events.add("interrupted");
                Async.sleep(LONG);
            }
        });
        close(loop, logged, acquires, sleeps, waits, gets);
        assertThat(events).containsExactly("interrupted");
        assertThat(List.of(acquires, sleeps, waits, gets)).allMatch(Task::isCancelled);
    }

    @Test
    @FastOnly
    void leavesBehindThoseThatTakeNoNotice(EventLoop loop, Logged logged) {
        CompletableFuture<String> later = new CompletableFuture<>();
        Task<String> ignores = loop.createTask(() -> later.join());
        Task<Boolean> retries = loop.createTask(() -> {
            while (true) {
                try {
                    return events.add(later.get());
                } catch (InterruptedException ignored) {
                    events.add("ignored");
                }
            }
        });
        close(loop, logged, ignores, retries);
        assertThat(List.of(ignores, retries)).allMatch(Task::isCancelled);
        assertThatThrownBy(ignores::result).hasMessageContaining("left behind");
        later.complete("too late");
        assertThat(events).containsExactly("ignored");
    }
}
