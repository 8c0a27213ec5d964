package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.testing.Await;
import io.juvloop.testing.Collected;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@LoopTest
class CallSoonTest {
    private final List<String> ran = new ArrayList<>();
    private boolean enough;

    @Test
    @Tag("C1")
    @DisplayName("a batch runs in the order of its scheduling, before what it schedules")
    void runsInOrderBatchByBatch(EventLoop loop) {
        loop.callSoon(() -> {
            ran.add("a");
            loop.callSoon(() -> ran.add("a2"));
        });
        loop.callSoon(() -> ran.add("b"));
        loop.callSoon(() -> ran.add("c"));
        Turns.one(loop);
        assertThat(ran).containsExactly("a", "b", "c");
        Turns.one(loop);
        assertThat(ran).containsExactly("a", "b", "c", "a2");
    }

    @Test
    void runsOnce(EventLoop loop) {
        loop.callSoon(() -> ran.add("once"));
        Turns.many(loop, 5);
        assertThat(ran).containsExactly("once");
    }

    @Test
    void theSameCallbackScheduledTwiceRunsTwice(EventLoop loop) {
        Runnable callback = () -> ran.add("again");
        Handle first = loop.callSoon(callback);
        loop.callSoon(callback);
        loop.callSoon(callback);
        first.cancel();
        Turns.one(loop);
        assertThat(ran).containsExactly("again", "again");
    }

    @Test
    void keepsOrderOverManyTurnsAndMoreCallbacksThanAnyQueueBeginsWith(EventLoop loop) {
        List<Integer> order = new ArrayList<>();
        IntStream.range(0, 10_000)
                .forEach(i -> loop.callSoon(() -> {
                    order.add(i);
                    if (i % 3 == 0) {
                        loop.callSoon(() -> order.add(10_000 + i / 3));
                    }
                }));
        Turns.many(loop, 2);
        assertThat(order).isEqualTo(IntStream.range(0, 13_334).boxed().toList());
    }

    @Test
    void aCallbackThatRequeuesItselfStarvesNeitherTimersNorPosts(EventLoop loop) {
        requeue(loop);
        loop.callLater(Duration.ofMillis(2), () -> {
            ran.add("timer");
            OtherThread.run(() -> loop.callSoonThreadsafe(() -> ran.add("post")));
        });
        Await.until(loop, "timer and post", () -> ran.size() == 2);
        enough = true;
        assertThat(ran).containsExactly("timer", "post");
    }

    private void requeue(EventLoop loop) {
        if (!enough) {
            loop.callSoon(() -> requeue(loop));
        }
    }

    @Test
    void nullIsRefusedAtOnce(EventLoop loop) {
        assertThatThrownBy(() -> loop.callSoon(null)).hasMessage("the callback is null");
        assertThatThrownBy(() -> loop.callSoonThreadsafe(null)).hasMessage("the callback is null");
        assertThatThrownBy(() -> loop.callLater(Duration.ZERO, null)).hasMessage("the callback is null");
        assertThatThrownBy(() -> loop.callAt(0, null)).hasMessage("the callback is null");
        assertThatThrownBy(() -> loop.callLater(null, () -> {})).isInstanceOf(NullPointerException.class);
        assertThat(loop.stats().readyCallbacks() + loop.stats().pendingTimers()).isZero();
    }

    @Test
    @Tag("C2")
    @DisplayName("a callback that ran is let go, though its handle is kept")
    void aCallbackThatRanIsLetGo(EventLoop loop) {
        Collected callback = new Collected();
        Handle handle = loop.callSoon(callback.target());
        Turns.one(loop);
        callback.assertCollected();
        assertThat(handle.isCancelled()).isFalse();
    }
}
