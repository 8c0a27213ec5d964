package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.testing.TaskTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Conditions in disorder: a task that waits for a token gets one if there is one, and always holds the lock.
@TaskTest
class RandomConditionTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void noSignalIsLostAndTheLockIsAlwaysHeld(long seed, EventLoop loop) {
        Play play = new Play();
        RandomTasks.run(loop, seed, play);
        assertThat(play.condition.toString()).isEqualTo("Condition[free, waiting=0]");
        assertThat(play.waiting).isZero();
        assertThat(play.taken + play.tokens).isEqualTo(play.made);
    }

    private static final class Play implements RandomTasks.Play {
        private final Condition condition = new Condition();
        private int inside;
        private int waiting;
        private int tokens;
        private int made;
        private int taken;

        @Override
        public void step(RandomTasks disorder) {
            if (disorder.chance(3)) {
                disorder.begin(() -> make(disorder, 1 + disorder.random.nextInt(2)));
            } else {
                disorder.begin(() -> take(disorder));
            }
        }

        private void make(RandomTasks disorder, int count) {
            condition.acquire();
            enter();
            try {
                stay(disorder);
                tokens += count;
                made += count;
                condition.signal(count);
                stay(disorder);
            } finally {
                leave();
            }
        }

        private void take(RandomTasks disorder) throws Exception {
            condition.acquire();
            enter();
            try {
                boolean got = disorder.waits(timeout -> {
                    waiting++;
                    inside--;
                    try {
                        if (timeout == null) {
                            condition.awaitFor(() -> tokens > 0);
                        } else {
                            condition.awaitFor(() -> tokens > 0, timeout);
                        }
                    } finally {
                        waiting--;
                        enter();
                    }
                });
                if (got) {
                    tokens--;
                    taken++;
                }
                stay(disorder);
            } finally {
                leave();
            }
        }

        private static void stay(RandomTasks disorder) {
            if (disorder.chance(2)) {
                TaskOutcomes.turn();
            }
        }

        private void enter() {
            assertThat(++inside).isOne();
            assertThat(condition.isLocked()).isTrue();
        }

        private void leave() {
            inside--;
            condition.release();
        }

        @Override
        public void assertQuiet() {
            assertThat(condition.isLocked()).isFalse();
            assertThat(waiting == 0 || tokens == 0)
                    .as("%d wait though there are %d tokens", waiting, tokens)
                    .isTrue();
        }

        @Override
        public void end(RandomTasks disorder) {
            disorder.cancelAll();
        }
    }
}
