package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.testing.TaskTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Barriers and events in disorder.
@TaskTest
class RandomBarrierTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void thosePassTogetherWhoAreEnoughEachWithItsNumber(long seed, EventLoop loop) {
        AtBarrier play = new AtBarrier();
        RandomTasks.run(loop, seed, play);
        assertThat(play.passed).hasSizeGreaterThan(100);
        assertThat(play.barrier.waiting()).isZero();
        assertThat(play.barrier.toString()).contains("filling");
    }

    private static final class AtBarrier implements RandomTasks.Play {
        private static final int PARTIES = 3;

        private final Barrier barrier = new Barrier(PARTIES);
        private final List<Integer> passed = new ArrayList<>();
        private final List<Integer> group = new ArrayList<>();
        private int there;

        @Override
        public void step(RandomTasks disorder) {
            if (disorder.chance(30)) {
                barrier.reset();
            } else if (disorder.chance(100)) {
                barrier.abort();
                disorder.begin(barrier::reset);
            } else {
                disorder.begin(() -> come(disorder));
            }
        }

        private void come(RandomTasks disorder) throws Exception {
            there++;
            try {
                disorder.waits(timeout -> pass(Async.timeout(timeout, () -> barrier.await())));
            } catch (BrokenBarrierException sentAway) {
                assertThat(sentAway).hasMessageStartingWith("the barrier");
            } finally {
                there--;
            }
        }

        /// The last to arrive leaves first.
        private void pass(int index) {
            if (index == PARTIES - 1) {
                group.clear();
            }
            assertThat(group).doesNotContain(index).hasSizeLessThan(PARTIES);
            group.add(index);
            passed.add(index);
        }

        @Override
        public void assertQuiet() {
            assertThat(there).isLessThan(PARTIES);
            assertThat(barrier.waiting()).isEqualTo(there);
        }

        @Override
        public void end(RandomTasks disorder) {
            disorder.cancelAll();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void thoseGoOnWhoWaitWhenAnEventIsSet(long seed, EventLoop loop) {
        AtEvent play = new AtEvent();
        RandomTasks.run(loop, seed, play);
        assertThat(play.event.toString()).isEqualTo("Event[set, waiting=0]");
        assertThat(play.there).isZero();
    }

    private static final class AtEvent implements RandomTasks.Play {
        private final Event event = new Event();
        private int sets;
        private int there;

        @Override
        public void step(RandomTasks disorder) {
            if (disorder.chance(10)) {
                set();
            } else if (disorder.chance(5)) {
                event.clear();
            } else {
                disorder.begin(() -> come(disorder));
            }
        }

        private void set() {
            sets++;
            event.set();
        }

        private void come(RandomTasks disorder) throws Exception {
            boolean setBefore = event.isSet();
            int before = sets;
            there++;
            try {
                boolean came = disorder.waits(timeout -> {
                    if (timeout == null) {
                        event.await();
                    } else {
                        event.await(timeout);
                    }
                });
                assertThat(!came || setBefore || sets > before).isTrue();
            } finally {
                there--;
            }
        }

        @Override
        public void assertQuiet() {
            assertThat(!event.isSet() || there == 0).isTrue();
        }

        @Override
        public void end(RandomTasks disorder) {
            set();
        }
    }
}
