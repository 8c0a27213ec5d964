package io.juvloop.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.EventLoop;
import io.juvloop.testing.LoopTest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@LoopTest
class ReadyQueueTest {
    private final ReadyQueue queue = new ReadyQueue();

    private static CallbackHandle call(EventLoop loop) {
        return new CallbackHandle(((Chapter) loop).core(), () -> {}, null);
    }

    @Test
    void isFirstInFirstOutWhileItGrows(EventLoop loop) {
        List<CallbackHandle> calls = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            calls.add(call(loop));
            queue.add(calls.getLast());
        }
        assertThat(queue.size()).isEqualTo(1000);
        for (CallbackHandle expected : calls) {
            assertThat(queue.remove()).isSameAs(expected);
        }
        assertThat(queue.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 63, 64, 65})
    void growsWhereverItsHeadIs(int head, EventLoop loop) {
        for (int i = 0; i < head; i++) {
            queue.add(call(loop));
            queue.remove();
        }
        isFirstInFirstOutWhileItGrows(loop, queue);
    }

    private static void isFirstInFirstOutWhileItGrows(EventLoop loop, ReadyQueue queue) {
        ArrayDeque<CallbackHandle> model = new ArrayDeque<>();
        for (int i = 0; i < 200; i++) {
            model.add(call(loop));
            queue.add(model.getLast());
        }
        while (!model.isEmpty()) {
            assertThat(queue.remove()).isSameAs(model.remove());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void behavesAsAnArrayDeque(long seed, EventLoop loop) {
        Random random = new Random(seed);
        ArrayDeque<CallbackHandle> model = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(100) < (i / 2000 % 2 == 0 ? 60 : 40) || model.isEmpty()) {
                model.add(call(loop));
                queue.add(model.getLast());
            } else {
                assertThat(queue.remove()).isSameAs(model.remove());
            }
            assertThat(queue.size()).isEqualTo(model.size());
        }
    }

    @Test
    void anEmptyOneGivesNothing() {
        assertThatIllegalStateException().isThrownBy(queue::remove).withMessage("the queue is empty");
        assertThat(queue.size()).isZero();
    }

    @Test
    void clearingCancelsWhatWaits(EventLoop loop) {
        List<CallbackHandle> calls = List.of(call(loop), call(loop), call(loop));
        calls.forEach(queue::add);
        queue.clear();
        assertThat(queue.size()).isZero();
        assertThat(calls).allMatch(CallbackHandle::isCancelled);
    }
}
