package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Locks and semaphores in disorder, checked against a [ArrivalOrder].
@TaskTest
class RandomLockTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aLockIsGivenInTurnToOneAtATime(long seed, EventLoop loop) {
        Lock lock = new Lock();
        Visits visits = new Visits(1) {
            @Override
            void acquire(@Nullable Duration timeout) throws Exception {
                if (timeout == null) {
                    lock.acquire();
                } else {
                    lock.acquire(timeout);
                }
            }

            @Override
            void release() {
                lock.release();
            }

            @Override
            boolean isLocked() {
                return lock.isLocked();
            }
        };
        RandomTasks.run(loop, seed, visits);
        assertThat(lock.toString()).isEqualTo("Lock[free, waiting=0]");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void permitsAreGivenInTurnToSoManyAtATime(long seed, EventLoop loop) {
        Semaphore semaphore = seed % 2 == 0 ? new Semaphore(3) : new BoundedSemaphore(3);
        Visits visits = new Visits(3) {
            @Override
            void acquire(@Nullable Duration timeout) throws Exception {
                if (timeout == null) {
                    semaphore.acquire();
                } else {
                    semaphore.acquire(timeout);
                }
            }

            @Override
            void release() {
                semaphore.release();
            }

            @Override
            boolean isLocked() {
                return semaphore.isLocked();
            }
        };
        RandomTasks.run(loop, seed, visits);
        assertThat(semaphore.toString()).endsWith("[permits=3, waiting=0]");
    }

    private abstract static class Visits implements RandomTasks.Play {
        private final ArrivalOrder line = new ArrivalOrder();
        private final int room;
        private int inside;

        Visits(int room) {
            this.room = room;
        }

        abstract void acquire(@Nullable Duration timeout) throws Exception;

        abstract void release();

        abstract boolean isLocked();

        @Override
        public void step(RandomTasks disorder) {
            disorder.begin(() -> visit(disorder));
        }

        private void visit(RandomTasks disorder) throws Exception {
            ArrivalOrder.Place me = line.join();
            boolean acquired = false;
            try {
                acquired = disorder.waits(this::acquire);
                if (acquired) {
                    line.served(me);
                }
            } finally {
                line.leave(me);
            }
            if (acquired) {
                stay(disorder);
            }
        }

        private void stay(RandomTasks disorder) {
            assertThat(++inside).isLessThanOrEqualTo(room);
            try {
                for (int i = disorder.random.nextInt(3); i > 0; i--) {
                    TaskOutcomes.turn();
                }
            } finally {
                inside--;
                release();
            }
        }

        @Override
        public void assertQuiet() {
            assertThat(line.isEmpty()).isTrue();
            assertThat(inside).isZero();
            assertThat(isLocked()).isFalse();
        }

        @Override
        public void end(RandomTasks disorder) {}
    }
}
