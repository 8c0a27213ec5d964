package io.juvloop.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Task;
import io.juvloop.locks.KindOfCallback.Provocation;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A task, a callback and a thread outside the loop share a lock, round after round.
///
/// In each round the thread, which is the test's own, holds the lock until the task waits for it, and behind
/// the task the callback. Then it releases the lock, and both must acquire it. A loop whose thread carries its
/// tasks and waits for the lock itself would deadlock: the lock passes to the task, which cannot run.
///
/// In the portable mode the callback runs only after the task has had the lock, because a task in a wait of the
/// JDK's blocks its loop.
final class ThreeLockUsers {
    /// A thread that waits for a monitor spins for a while before it sleeps.
    private static final long SPINNING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final LoopElsewhere there;
    private final ContendedLock lock;
    private final AtomicReference<@Nullable LockUser> wanted = new AtomicReference<>();

    private volatile @Nullable Object mistakenFor;

    private ThreeLockUsers(LoopElsewhere there, ContendedLock lock) {
        this.there = there;
        this.lock = lock;
    }

    static void takeTurns(int turns, LoopElsewhere there, ContendedLock lock, KindOfCallback kind) throws Exception {
        ThreeLockUsers users = new ThreeLockUsers(there, lock);
        try (Provocation provocation = kind.prepare(there, users::callback)) {
            for (int turn = 0; turn < turns; turn++) {
                provocation.ready();
                users.turn(provocation);
            }
        }
    }

    private void callback() {
        LockUser user = wanted.getAndSet(null);
        if (user != null) {
            mistakenFor = there.loop().currentTask();
            user.take(lock);
        }
    }

    private void turn(Provocation provocation) {
        LockUser task = new LockUser(there.watchdog());
        LockUser callback = new LockUser(there.watchdog());
        lock.hold(() -> {
            there.post(() -> begin(task));
            there.until("a task that wants the lock", task::isInPlace);
            wanted.set(callback);
            provoke(provocation);
            if (there.isFast()) {
                there.until("a callback that wants the lock", callback::isInPlace);
            }
            LockSupport.parkNanos(SPINNING_NANOS);
        });
        there.until("the lock, for the task", task::isServed);
        there.until("the lock, for the callback", callback::isServed);
        assertThat(mistakenFor).as("the current task in a callback").isNull();
    }

    private void begin(LockUser user) {
        Task<Void> _ = there.loop().createTask(() -> user.take(lock));
    }

    private static void provoke(Provocation provocation) {
        try {
            provocation.provoke();
        } catch (Exception failed) {
            throw new AssertionError("nothing provoked", failed);
        }
    }
}
