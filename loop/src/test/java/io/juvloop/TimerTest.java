package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.Spin;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@LoopTest
class TimerTest {
    private final List<Integer> fired = new ArrayList<>();

    @Test
    void equalDeadlinesFireInTheOrderOfTheirMaking(EventLoop loop) {
        long when = loop.time() + 2_000_000;
        IntStream.range(0, 1000).forEach(i -> loop.callAt(when, () -> fired.add(i)));
        Await.until(loop, () -> fired.size() == 1000);
        assertThat(fired).isSorted();
    }

    @Test
    void equalDeadlinesAmongOthersFireInTheOrderOfTheirMaking(EventLoop loop) {
        long begin = loop.time();
        Random random = new Random(7);
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            int id = random.nextInt(20) * 10_000 + i;
            expected.add(id);
            loop.callAt(begin + id / 10_000 * 100_000L, () -> fired.add(id));
        }
        Await.until(loop, () -> fired.size() == 5000);
        expected.sort(null);
        assertThat(fired).isEqualTo(expected);
    }

    @Test
    void anEarlierTimerMadeLaterFiresFirst(EventLoop loop) {
        TimerHandle far = loop.callLater(Duration.ofHours(1), () -> fired.add(2));
        loop.callLater(Duration.ofMillis(1), () -> fired.add(1));
        Await.until(loop, () -> !fired.isEmpty());
        far.cancel();
        assertThat(fired).containsExactly(1);
    }

    @Test
    void aTimerFiresOnce(EventLoop loop) {
        loop.callLater(Duration.ofMillis(1), () -> fired.add(1));
        loop.callLater(Duration.ofMillis(20), loop::stop);
        loop.runForever();
        assertThat(fired).containsExactly(1);
    }

    @Test
    void whenStaysTheSameAfterFiringAndAfterCancelling(EventLoop loop) {
        long before = loop.time();
        TimerHandle fires = loop.callLater(Duration.ofNanos(500), () -> fired.add(1));
        TimerHandle cancelled = loop.callLater(Duration.ofHours(1), () -> fired.add(2));
        TimerHandle at = loop.callAt(before - 12_345, () -> fired.add(3));
        long after = loop.time();
        List<Long> whens = List.of(fires.when(), cancelled.when(), at.when());
        assertThat(whens.get(0)).isBetween(before + 500, after + 500);
        assertThat(whens.get(1)).isBetween(before + 3_600_000_000_000L, after + 3_600_000_000_000L);
        assertThat(whens.get(2)).isEqualTo(before - 12_345);
        cancelled.cancel();
        Await.until(loop, () -> fired.size() == 2);
        assertThat(List.of(fires.when(), cancelled.when(), at.when())).isEqualTo(whens);
    }

    @Test
    @NeedsLibuv(NeedsLibuv.REAL_TIME)
    void theClockAdvancesInsideACallback(EventLoop loop) {
        List<Long> times = new ArrayList<>();
        loop.callSoon(() -> {
            times.add(loop.time());
            Spin.during(Duration.ofMillis(3));
            times.add(loop.time());
        });
        Turns.one(loop);
        assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(3_000_000);
    }

    @Test
    void aMillionTimersFireInOrder(EventLoop loop) {
        int count = 1_000_000;
        Random random = new Random(42);
        long[] last = {Long.MIN_VALUE};
        int[] outOfOrder = {0};
        int[] done = {0};
        long begin = loop.time();
        for (int i = 0; i < count; i++) {
            long when = begin + random.nextInt(50_000_000);
            loop.callAt(when, () -> {
                done[0]++;
                outOfOrder[0] += when < last[0] ? 1 : 0;
                last[0] = when;
            });
        }
        assertThat(loop.stats().pendingTimers()).isEqualTo(count);
        Await.until(loop, () -> done[0] == count);
        assertThat(outOfOrder[0]).isZero();
    }
}
