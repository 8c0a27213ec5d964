package io.juvloop.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.testing.LoopTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The heap against a sorted set, under random adds, removals of the first and removals from the middle.
@LoopTest
class TimerHeapTest {
    private final TimerHeap heap = new TimerHeap();
    private final TreeSet<LoopTimerHandle> model =
            new TreeSet<>(Comparator.comparingLong(LoopTimerHandle::when).thenComparingLong(timer -> timer.sequence));
    private final List<LoopTimerHandle> waiting = new ArrayList<>();
    private long sequence;

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "4, 10", "5, 10", "6, 100", "7, 1000", "8, 1000000", "9, 1000000", "10, 1000000"
    })
    void agreesWithASortedSet(long seed, int deadlines, EventLoop loop) {
        Random random = new Random(seed);
        for (int step = 0; step < 20_000; step++) {
            int dice = random.nextInt(100);
            if (model.isEmpty() || dice < (step < 10_000 ? 55 : 35)) {
                add(loop, random.nextInt(deadlines) - deadlines / 2L);
            } else if (dice < 75) {
                remove(waiting.indexOf(model.first()));
            } else {
                remove(random.nextInt(waiting.size()));
            }
            assertThat(heap.size()).isEqualTo(model.size());
            assertThat(heap.first()).isSameAs(model.isEmpty() ? null : model.first());
        }
        drainInOrder();
    }

    private LoopTimerHandle add(EventLoop loop, long when) {
        LoopTimerHandle timer = new LoopTimerHandle(((Chapter) loop).core(), () -> {}, when, sequence++, null);
        heap.add(timer);
        model.add(timer);
        waiting.add(timer);
        return timer;
    }

    private void remove(int position) {
        LoopTimerHandle timer = waiting.get(position);
        waiting.set(position, waiting.getLast());
        waiting.removeLast();
        model.remove(timer);
        heap.remove(timer);
        assertThat(timer.index).isEqualTo(LoopTimerHandle.NOT_WAITING);
    }

    private void drainInOrder() {
        while (!model.isEmpty()) {
            LoopTimerHandle first = model.removeFirst();
            assertThat(heap.first()).isSameAs(first);
            heap.remove(first);
        }
        assertThat(heap.size()).isZero();
        assertThat(heap.first()).isNull();
    }

    @Test
    void everyTimerKnowsThatItWaits(EventLoop loop) {
        for (int i = 0; i < 500; i++) {
            add(loop, (i * 7919L) % 500);
        }
        assertThat(waiting).allMatch(timer -> timer.index != LoopTimerHandle.NOT_WAITING);
        assertThat(waiting.stream().map(timer -> timer.index).distinct()).hasSize(500);
        drainInOrder();
    }

    @Test
    void extremeDeadlinesKeepTheirOrder(EventLoop loop) {
        for (long when : new long[] {Long.MAX_VALUE, 0, Long.MIN_VALUE, -1, Long.MAX_VALUE, 1, Long.MIN_VALUE}) {
            add(loop, when);
        }
        drainInOrder();
    }
}
