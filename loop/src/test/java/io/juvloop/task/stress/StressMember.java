package io.juvloop.task.stress;

import io.juvloop.Async;
import io.juvloop.Task;
import io.juvloop.TaskMode;
import io.juvloop.TaskOptions;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A task that performs a few random operations, most of which wait, and may be cancelled in each.
final class StressMember {
    private static final int ACTS = 6;
    private static final Duration UP_TO = Duration.ofMillis(3);

    private final StressRun crowd;
    private final int number;
    private final Random random;
    private int survived;

    StressMember(StressRun crowd, int number, Random random) {
        this.crowd = crowd;
        this.number = number;
        this.random = random;
    }

    /// Performs all its operations.
    ///
    /// @return the number of cancellations that it survived
    int live() throws Exception {
        for (int i = 0; i < ACTS; i++) {
            try {
                act();
            } catch (CancellationException | InterruptedException cancelled) {
                endOrSurvive(cancelled);
            }
            crowd.alone();
        }
        return survived;
    }

    private void endOrSurvive(Exception cancelled) throws Exception {
        Task<?> self = crowd.loop.currentTask();
        if (self.cancelling() > 0 && random.nextInt(3) > 0) {
            throw cancelled;
        }
        while (self.cancelling() > 0) {
            self.uncancel();
        }
        survived++;
    }

    private void act() throws Exception {
        switch (random.nextInt(crowd.loop.taskMode() == TaskMode.FAST ? 15 : 11)) {
            case 0, 1 -> Async.sleep(moment());
            case 2 -> Async.sleep(Duration.ZERO);
            case 3, 4 -> awaitAPromise();
            case 5 -> awaitAnElder();
            case 6 -> timeOut();
            case 7 -> cancelSomebody();
            case 8 -> makeAChild();
            case 9 -> crowd.echo.ask(random.nextInt(256));
            case 10 -> workElsewhere();
            case 11 -> Thread.sleep(moment()); // a wait of the JDK's, as programs use them
            case 12 -> holdAPermit();
            case 13 -> holdTheLock();
            default -> CompletableFuture.supplyAsync(() -> number).get();
        }
    }

    private Duration moment() {
        return Duration.ofNanos(random.nextLong(UP_TO.toNanos()));
    }

    private void awaitAPromise() {
        try {
            Async.await(crowd.promise(random));
        } catch (StressRun.OnPurpose failed) {
            failAtTimes(failed);
        }
    }

    private void failAtTimes(StressRun.OnPurpose failure) {
        if (random.nextInt(10) == 0) {
            throw failure;
        }
    }

    private void awaitAnElder() {
        if (number > 0) {
            try {
                Async.await(crowd.elder(number, random));
            } catch (StressRun.OnPurpose failed) {
                failAtTimes(failed);
            }
        }
    }

    private void timeOut() throws Exception {
        CompletableFuture<String> never = crowd.loop.createFuture();
        try {
            never.get(moment().toNanos(), TimeUnit.NANOSECONDS);
            throw new AssertionError("nobody completes it");
        } catch (TimeoutException expected) {
            crowd.alone();
        }
    }

    private void cancelSomebody() {
        Task<Integer> victim = crowd.anybody(random);
        switch (random.nextInt(4)) {
            case 0 -> victim.cancel(new StressRun.OnPurpose());
            case 1 -> CompletableFuture.runAsync(victim::cancel).join();
            default -> victim.cancel();
        }
    }

    private void makeAChild() {
        Random ofChild = new Random(random.nextLong());
        Task<String> child = crowd.loop.createTask(
                () -> {
                    crowd.alone();
                    Async.sleep(Duration.ofNanos(ofChild.nextInt(1_000)));
                    return Async.await(crowd.promise(ofChild));
                },
                TaskOptions.DEFAULT.withEagerStart(random.nextBoolean()));
        crowd.alone();
        try {
            Async.await(child);
        } catch (StressRun.OnPurpose failed) {
            failAtTimes(failed);
        }
    }

    private void workElsewhere() {
        Async.await(crowd.loop.runInExecutor(null, () -> number));
    }

    private void holdAPermit() throws InterruptedException {
        crowd.semaphore.acquire();
        try {
            Async.sleep(Duration.ZERO);
        } finally {
            crowd.semaphore.release();
        }
    }

    private void holdTheLock() throws InterruptedException {
        crowd.lock.lockInterruptibly();
        try {
            Async.sleep(Duration.ZERO);
            crowd.alone();
        } finally {
            crowd.lock.unlock();
        }
    }
}
