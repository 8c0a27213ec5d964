package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Spin;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Queued callbacks, calls posted by other threads and due timers run in order, as in asyncio's `_run_once`.
@LoopTest
@NeedsLibuv(NeedsLibuv.REAL_TIME)
class TurnOrderTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private final List<String> events = new ArrayList<>();

    private Runnable noting(String event) {
        return () -> events.add(event);
    }

    @Test
    void whatWasQueuedBeforeATimerBecameDueRunsBeforeIt(EventLoop loop) {
        loop.callSoon(() -> {
            loop.callLater(SHORT, noting("timer"));
            loop.callSoon(noting("queued"));
            Spin.during(SHORT.multipliedBy(3));
        });
        Turns.many(loop, 3);
        assertThat(events).containsExactly("queued", "timer");
    }

    @Test
    void whatWasQueuedBeforeARunRunsBeforeATimerThatIsDueByThen(EventLoop loop) {
        loop.callAt(loop.time() - 1, noting("timer"));
        loop.callSoon(noting("queued"));
        Turns.one(loop);
        assertThat(events).containsExactly("queued", "timer");
    }

    @Test
    void whatAnotherThreadPostedBeforeATimerBecameDueRunsBeforeIt(EventLoop loop) {
        loop.callLater(SHORT, noting("timer"));
        OtherThread.run(() -> loop.callSoonThreadsafe(noting("posted")));
        Spin.during(SHORT.multipliedBy(3));
        Turns.one(loop);
        assertThat(events).containsExactly("posted", "timer");
    }

    @Test
    void aTaskThatBecameReadyBeforeATimerWasDueRunsBeforeIt(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        Task<Boolean> task = loop.createTask(() -> events.add(Async.await(future)));
        Turns.one(loop);
        loop.callSoon(() -> {
            loop.callLater(SHORT, noting("timer"));
            future.complete("task");
            Spin.during(SHORT.multipliedBy(3));
        });
        loop.runUntilComplete(task);
        Turns.many(loop, 2);
        assertThat(events).containsExactly("task", "timer");
    }

    @Test
    void aTimerThatStopsTheLoopLeavesNothingUnrunThatCameBefore(EventLoop loop) {
        loop.callAt(loop.time() - 2, () -> {
            events.add("timer stops");
            loop.stop();
        });
        loop.callAt(loop.time() - 1, noting("another timer"));
        for (int i = 0; i < 100; i++) {
            loop.callSoon(noting("queued"));
        }
        loop.runForever();
        assertThat(events.subList(0, 100)).containsOnly("queued");
        assertThat(events.subList(100, events.size())).containsExactly("timer stops", "another timer");
    }

    @Test
    void aTimerThatIsWaitedForAndStopsTheLoopLeavesNothingUnrunEither(EventLoop loop) {
        loop.callSoon(() -> {
            loop.callLater(SHORT, () -> {
                events.add("timer stops");
                loop.stop();
            });
            Spin.during(SHORT.multipliedBy(3));
            loop.callSoon(noting("queued"));
            OtherThread.run(() -> loop.callSoonThreadsafe(noting("posted")));
        });
        loop.runForever();
        assertThat(events).containsExactly("queued", "posted", "timer stops");
    }
}
