package io.juvloop.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.net.peer.Pair;
import io.juvloop.testing.Allocated;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.LeavesCallbacks;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Reported;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Actions that run once, before the loop waits. A loop that waited before would wait for ever, or too long.
@TaskTest
@Timeout(60)
class BeforeWaitTest {
    private static final int ACTIONS = 10_000;

    private final List<String> events = new ArrayList<>();

    @Test
    void itRunsOnceBehindCallbacksAndHooksOfTheSameIteration(EventLoop loop) {
        loop.callSoon(() -> {
            loop.phases().beforeWait(() -> events.add("action"));
            events.add("callback");
        });
        loop.callSoon(() -> events.add("other callback"));
        try (var _ = loop.phases().onPrepare(() -> events.add("prepare"));
                var _ = loop.phases().onCheck(() -> events.add("check"))) {
            Turns.one(loop);
            Turns.one(loop);
        }
        assertThat(events)
                .containsExactly("callback", "other callback", "prepare", "action", "check", "prepare", "check");
    }

    @Test
    void itMayBeGivenBeforeTheRunAndFromATimerAndATaskAndAHook(EventLoop loop) {
        loop.phases().beforeWait(() -> events.add("before the run"));
        loop.callLater(Duration.ofMillis(1), () -> loop.phases().beforeWait(() -> events.add("timer")));
        InTask.run(loop, () -> {
            loop.phases().beforeWait(() -> events.add("task"));
            Async.sleep(Duration.ofMillis(20));
        });
        assertThat(events).containsExactly("before the run", "task", "timer");
        try (var _ = loop.phases().onPrepare(() -> loop.phases().beforeWait(() -> events.add("hook")))) {
            Turns.one(loop);
        }
        assertThat(events).endsWith("hook");
    }

    @Test
    void whatComesInEventsRunsBeforeTheNextWait(EventLoop loop) {
        class Answering extends RecordingProtocol {
            @Override
            public void dataReceived(ByteBuffer data) {
                super.dataReceived(data);
                loop.phases().beforeWait(() -> {
                    events.add("action");
                    loop.stop();
                });
            }
        }
        try (var pair = Pair.connect(loop, Answering::new, RecordingProtocol::new)) {
            pair.clientTransport().write(new byte[] {1});
            loop.runForever();
        }
        assertThat(events).containsExactly("action");
    }

    @Test
    void whatItSchedulesRunsBeforeTheLoopWaits(EventLoop loop) {
        loop.phases()
                .beforeWait(() -> loop.callSoon(() -> {
                    events.add("scheduled");
                    loop.stop();
                }));
        loop.runForever();
        assertThat(events).containsExactly("scheduled");
    }

    @Test
    void whatAnActionAddsRunsInTheNextIterationWithoutAWait(EventLoop loop) {
        try (var _ = loop.phases().onPrepare(() -> events.add("iteration"))) {
            loop.phases().beforeWait(() -> {
                events.add("first");
                loop.phases().beforeWait(() -> {
                    events.add("second");
                    loop.stop();
                });
            });
            loop.runForever();
        }
        assertThat(events).containsExactly("iteration", "first", "iteration", "second");
    }

    @Test
    @LeavesCallbacks
    void oneThatAddsItselfStarvesNobody(EventLoop loop) {
        int[] runs = new int[1];
        Runnable[] again = new Runnable[1];
        again[0] = () -> {
            runs[0]++;
            loop.phases().beforeWait(again[0]);
        };
        loop.phases().beforeWait(again[0]);
        loop.callLater(Duration.ofMillis(5), loop::stop);
        loop.runForever();
        assertThat(runs[0]).isGreaterThan(2);
    }

    @Test
    void theSameActionGivenTwiceRunsTwice(EventLoop loop) {
        Runnable action = () -> events.add("action");
        loop.phases().beforeWait(action);
        loop.phases().beforeWait(action);
        Turns.one(loop);
        assertThat(events).containsExactly("action", "action");
    }

    @Test
    void whatOneThrowsIsReportedAndTheOthersRun(EventLoop loop, Reported reported) {
        loop.phases().beforeWait(() -> {
            throw new IllegalArgumentException("on purpose");
        });
        loop.phases().beforeWait(() -> events.add("other"));
        Turns.one(loop);
        assertThat(events).containsExactly("other");
        assertThat(reported.only().message()).startsWith("the action before the wait");
    }

    @Test
    void afterAnErrorThatEndsTheRunTheOthersRunInTheNextOne(EventLoop loop) {
        Error thrown = new OutOfMemoryError("on purpose");
        loop.phases().beforeWait(() -> {
            throw thrown;
        });
        loop.phases().beforeWait(() -> events.add("other"));
        assertThatThrownBy(loop::runForever).isSameAs(thrown);
        loop.phases().beforeWait(() -> events.add("later"));
        assertThat(events).isEmpty();
        Turns.many(loop, 2);
        assertThat(events).containsExactly("other", "later");
    }

    @Test
    void itKeepsARunAliveUntilItHasRun(EventLoop loop) {
        loop.phases().beforeWait(() -> loop.phases().beforeWait(() -> events.add("second")));
        assertThat(loop.phases().isAlive()).isTrue();
        loop.phases().runWhileAlive();
        assertThat(events).containsExactly("second");
        assertThat(loop.phases().isAlive()).isFalse();
    }

    @Test
    void manyWritesOfAnIterationLeaveTogether(EventLoop loop) {
        try (var pair = Pair.connect(loop)) {
            List<byte[]> collected = new ArrayList<>();
            Runnable flush = () -> {
                events.add("flush of " + collected.size());
                collected.forEach(pair.clientTransport()::write);
                collected.clear();
            };
            for (int i = 0; i < 10; i++) {
                loop.callSoon(() -> {
                    if (collected.isEmpty()) {
                        loop.phases().beforeWait(flush);
                    }
                    collected.add(new byte[] {1});
                });
            }
            Await.until(loop, "all bytes", () -> pair.server().receivedCount() == 10);
        }
        assertThat(events).containsExactly("flush of 10");
    }

    @Test
    void givingTheSameActionAgainAndAgainAllocatesNothing(EventLoop loop) {
        Thread thread = Thread.currentThread();
        Runnable nothing = () -> {};
        long[] begin = new long[1];
        long[] least = {Long.MAX_VALUE};
        for (int round = 0; round < 50; round++) {
            InTask.run(loop, () -> {
                Runnable end = () -> least[0] = Math.min(least[0], Allocated.by(thread) - begin[0]);
                begin[0] = Allocated.by(thread);
                for (int i = 0; i < ACTIONS; i++) {
                    loop.phases().beforeWait(nothing);
                }
                loop.phases().beforeWait(end);
                Async.sleep(Duration.ZERO); // they run
            });
        }
        assertThat(least[0]).as("bytes for all actions and one iteration").isLessThan(ACTIONS);
    }

    @Test
    @LeavesCallbacks
    void aClosedLoopAndAnotherThreadAreRefused(EventLoop loop) {
        OtherThread.run(() ->
                assertThatIllegalStateException().isThrownBy(() -> loop.phases().beforeWait(() -> {})));
        loop.phases().beforeWait(() -> events.add("never"));
        loop.close();
        assertThat(events).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.phases().beforeWait(() -> {}))
                .withMessage("the event loop is closed");
    }
}
