package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@LoopTest
class LoopThreadTest {
    @Test
    void aRunOnAnotherThreadMovesTheLoopThere(EventLoop loop) {
        List<Thread> threads = new ArrayList<>();
        Thread runner = OtherThread.call(() -> {
            Runnable remember = () -> threads.add(Thread.currentThread());
            loop.callSoonThreadsafe(remember);
            Turns.one(taken(loop));
            loop.callSoon(remember);
            Turns.one(loop);
            return Thread.currentThread();
        });
        assertThat(threads).containsExactly(runner, runner);
    }

    /// `stop` is for the loop's thread, which only a run makes of this thread.
    private static EventLoop taken(EventLoop loop) {
        loop.runUntilComplete(CompletableFuture.completedFuture(true));
        return loop;
    }

    @Test
    void aLoopWhoseThreadHasEndedBelongsToWhoUsesItNext(EventLoop unused) {
        EventLoop orphan = OtherThread.call(() -> {
            EventLoop made = LoopChoice.newLoop();
            made.callSoon(made::stop);
            made.runForever();
            return made;
        });
        List<String> ran = new ArrayList<>();
        endOfAllOtherThreads();
        orphan.callSoon(() -> ran.add("here"));
        Turns.one(orphan);
        orphan.close();
        assertThat(ran).containsExactly("here");
    }

    private static void endOfAllOtherThreads() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("other-thread")) {
                try {
                    thread.join();
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
            }
        }
    }

    @Test
    void twoLoopsRunOnTwoThreadsAtOnce(EventLoop loop) {
        CyclicBarrier bothRun = new CyclicBarrier(2);
        CompletableFuture<EventLoop> other = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try (EventLoop own = LoopChoice.newLoop()) {
                meet(own, bothRun);
                own.runForever();
                other.complete(own);
            } catch (RuntimeException | Error failure) {
                other.completeExceptionally(failure);
            }
        });
        meet(loop, bothRun);
        loop.runForever();
        assertThat(other.orTimeout(10, TimeUnit.SECONDS).join()).isNotSameAs(loop);
    }

    /// Callbacks of both loops wait for each other, so neither ends unless both run.
    private static void meet(EventLoop loop, CyclicBarrier bothRun) {
        loop.callLater(Duration.ofMillis(1), () -> {
            try {
                bothRun.await(10, TimeUnit.SECONDS);
                assertThat(EventLoop.running()).isSameAs(loop);
            } catch (Exception failed) {
                throw new AssertionError(failed);
            } finally {
                loop.stop();
            }
        });
    }

    @Test
    void loopsTakeTurnsOnOneThread(EventLoop loop) {
        List<EventLoop> running = new ArrayList<>();
        try (EventLoop other = LoopChoice.newLoop()) {
            for (EventLoop each : List.of(loop, other, loop, other)) {
                each.callSoon(() -> running.add(EventLoop.running()));
                Turns.one(each);
            }
            assertThat(running).containsExactly(loop, other, loop, other);
        }
    }

    @Test
    @DisplayName("More loops alive than any table of them begins with")
    void manyLoopsAreAliveAtOnce(EventLoop first) {
        List<EventLoop> loops = new ArrayList<>();
        List<Integer> ran = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                EventLoop loop = LoopChoice.newLoop();
                int number = i;
                loops.add(loop);
                loop.callSoon(() -> ran.add(number));
                loop.callLater(Duration.ZERO, () -> ran.add(number));
            }
            loops.forEach(Turns::one);
        } finally {
            loops.forEach(EventLoop::close);
        }
        assertThat(ran).hasSize(200);
        assertThat(ran.stream().distinct()).hasSize(100);
    }

    @Test
    void aLoopMadeInACallbackOfAnotherIsIndependent(EventLoop outer) {
        List<EventLoop> inners = new ArrayList<>();
        outer.callSoon(() -> inners.add(LoopChoice.newLoop()));
        Turns.one(outer);
        EventLoop inner = inners.getFirst();
        inner.callSoon(inner::stop);
        inner.runForever();
        inner.close();
        assertThat(outer.isClosed()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> inner.callSoon(() -> {}));
    }

    @Test
    void aLoopCanBeClosedInACallbackOfAnother(EventLoop outer) {
        EventLoop inner = LoopChoice.newLoop();
        inner.callLater(Duration.ofHours(1), () -> {});
        List<EventLoop> running = new ArrayList<>();
        outer.callSoon(() -> {
            inner.close();
            running.add(EventLoop.running());
        });
        Turns.one(outer);
        assertThat(inner.isClosed()).isTrue();
        assertThat(running).containsExactly(outer);
    }
}
