package io.juvloop.task.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/// The tasks of one run and their shared objects: each other, a line to an echo server, a semaphore and a lock.
///
/// Loop thread only.
final class StressRun {
    static final int PERMITS = 3;

    final EventLoop loop;
    final EchoLine echo;
    final Semaphore semaphore = new Semaphore(PERMITS);
    final ReentrantLock lock = new ReentrantLock();

    private final List<Task<Integer>> members = new ArrayList<>();
    private final Map<String, Integer> ends = new TreeMap<>();
    private boolean somebodyRuns;

    StressRun(EventLoop loop, EchoLine echo) {
        this.loop = loop;
        this.echo = echo;
    }

    /// Creates all tasks, and waits until they are done.
    ///
    /// @return the number of tasks by the way in which they ended
    Map<String, Integer> run(int count, long seed) {
        for (int i = 0; i < count; i++) {
            StressMember member = new StressMember(this, i, new Random(seed * count + i));
            members.add(loop.createTask(member::live));
        }
        for (Task<Integer> member : List.copyOf(members)) {
            ends.merge(endOf(member), 1, Integer::sum);
        }
        assertThat(semaphore.availablePermits()).isEqualTo(PERMITS);
        assertThat(lock.isLocked()).isFalse();
        return ends;
    }

    private static String endOf(Task<Integer> member) {
        try {
            Async.await(member);
            return "returned";
        } catch (CancellationException cancelled) {
            return "cancelled";
        } catch (RuntimeException failed) {
            return member.exception() instanceof OnPurpose ? "failed" : "failed with " + member.exception();
        }
    }

    /// A task created before another one, so that no cycle of waits forms.
    Task<Integer> elder(int number, Random random) {
        return members.get(random.nextInt(Math.max(1, number)));
    }

    /// Any task.
    Task<Integer> anybody(Random random) {
        return members.get(random.nextInt(members.size()));
    }

    /// A future that other code completes soon, in one way or another.
    CompletableFuture<String> promise(Random random) {
        CompletableFuture<String> future = random.nextBoolean() ? loop.createFuture() : new CompletableFuture<>();
        Runnable end = switch (random.nextInt(8)) {
            case 0 -> () -> future.completeExceptionally(new OnPurpose());
            case 1 -> () -> future.cancel(false);
            default -> () -> future.complete("kept");
        };
        if (random.nextInt(10) == 0) {
            CompletableFuture.runAsync(end).join();
        } else {
            loop.callSoon(end);
        }
        return future;
    }

    /// Fails if two of them ever run at the same time.
    void alone() {
        assertThat(somebodyRuns).isFalse();
        somebodyRuns = true;
        Thread.onSpinWait();
        somebodyRuns = false;
        loop.callSoon(() -> {});
    }

    /// The exception of members.
    @SuppressWarnings("serial")
    static final class OnPurpose extends RuntimeException {
        OnPurpose() {
            super("on purpose", null, false, false);
        }
    }
}
