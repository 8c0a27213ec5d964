package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@LoopTest
class CallSoonThreadsafeTest {
    private static final int PRODUCERS = 8;
    private static final int POSTS = 100_000;

    private final List<String> ran = new ArrayList<>();

    @Test
    void postsOfManyThreadsAllRunInTheOrderOfEachThread(EventLoop loop) {
        int[] next = new int[PRODUCERS];
        int[] outOfOrder = {0};
        int[] left = {PRODUCERS * POSTS};
        for (int producer = 0; producer < PRODUCERS; producer++) {
            int id = producer;
            Thread.ofPlatform().daemon().start(() -> {
                for (int i = 0; i < POSTS; i++) {
                    int number = i;
                    loop.callSoonThreadsafe(() -> {
                        outOfOrder[0] += next[id]++ == number ? 0 : 1;
                        if (--left[0] == 0) {
                            loop.stop();
                        }
                    });
                }
            });
        }
        loop.runForever();
        assertThat(left[0]).isZero();
        assertThat(outOfOrder[0]).isZero();
        assertThat(next).containsOnly(POSTS);
    }

    /// With nothing else to do, the loop sleeps between any two posts, so each post has to wake it.
    @Test
    void everyPostWakesASleepingLoop(EventLoop loop) {
        SynchronousQueue<Integer> answers = new SynchronousQueue<>();
        long[] slowest = {0};
        Thread.ofPlatform().daemon().start(() -> {
            for (int i = 0; i < 3000; i++) {
                long begin = System.nanoTime();
                loop.callSoonThreadsafe(() -> Thread.startVirtualThread(() -> answer(answers)));
                if (!answered(answers)) {
                    break;
                }
                slowest[0] = Math.max(slowest[0], System.nanoTime() - begin);
            }
            loop.callSoonThreadsafe(loop::stop);
        });
        loop.runForever();
        assertThat(Duration.ofNanos(slowest[0])).isPositive().isLessThan(Duration.ofSeconds(2));
    }

    private static void answer(SynchronousQueue<Integer> answers) {
        try {
            answers.put(1);
        } catch (InterruptedException never) {
            throw new AssertionError(never);
        }
    }

    private static boolean answered(SynchronousQueue<Integer> answers) {
        try {
            return answers.poll(10, TimeUnit.SECONDS) != null;
        } catch (InterruptedException never) {
            throw new AssertionError(never);
        }
    }

    @Test
    void aPostBeforeTheRunRunsInItsFirstTurn(EventLoop loop) {
        OtherThread.run(() -> loop.callSoonThreadsafe(() -> ran.add("of another thread")));
        loop.callSoonThreadsafe(() -> ran.add("of the loop's thread"));
        Turns.one(loop);
        assertThat(ran).containsExactly("of another thread", "of the loop's thread");
    }

    @Test
    void aPostOnTheLoopsOwnThreadRunsInTheNextTurn(EventLoop loop) {
        loop.callSoon(() -> {
            loop.callSoonThreadsafe(() -> ran.add("post"));
            loop.callSoon(() -> ran.add("callback"));
        });
        Turns.one(loop);
        assertThat(ran).isEmpty();
        Turns.one(loop);
        assertThat(ran).containsExactly("post", "callback");
    }

    @Test
    void aPostOfAPostWaitsForTheNextDrain(EventLoop loop) {
        loop.callSoonThreadsafe(() -> repost(loop));
        Await.until(loop, () -> ran.size() > 1);
        int turns = ran.size();
        Turns.one(loop);
        assertThat(ran).hasSize(turns + 1);
        ran.clear();
        ran.add("enough");
        Turns.one(loop);
    }

    private void repost(EventLoop loop) {
        if (!ran.contains("enough")) {
            ran.add("post");
            loop.callSoonThreadsafe(() -> repost(loop));
        }
    }

    @Test
    void postsOfOneThreadKeepTheirOrderOverTheBeginOfARun(EventLoop loop) {
        loop.callAt(0, () -> loop.callSoonThreadsafe(() -> ran.add("second")));
        loop.callSoonThreadsafe(() -> ran.add("first"));
        Await.until(loop, () -> ran.size() == 2);
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void postsOfOneThreadKeepTheirOrderOverAStop(EventLoop loop) {
        loop.callSoonThreadsafe(() -> ran.add("first"));
        loop.callSoon(() -> {
            loop.callSoonThreadsafe(() -> ran.add("second"));
            loop.stop();
        });
        loop.runForever();
        Turns.many(loop, 2);
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void postsFromVirtualThreadsArrive(EventLoop loop) {
        for (int i = 0; i < 1000; i++) {
            Thread.startVirtualThread(() -> loop.callSoonThreadsafe(() -> ran.add("virtual")));
        }
        Await.until(loop, () -> ran.size() == 1000);
        assertThat(loop.stats().readyCallbacks()).isZero();
    }

    @Test
    void aFloodOfPostsStarvesNeitherTimersNorCallbacks(EventLoop loop) {
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Integer> flood = CompletableFuture.supplyAsync(() -> {
            int posts = 0;
            while (!enough.get() && posts < 20_000_000) {
                loop.callSoonThreadsafe(() -> {});
                posts++;
            }
            return posts;
        });
        loop.callLater(Duration.ofMillis(5), () -> {
            ran.add("timer");
            loop.callSoon(() -> {
                ran.add("callback");
                enough.set(true);
            });
        });
        assertThat(loop.runUntilComplete(flood)).isLessThan(20_000_000);
        assertThat(ran).containsExactly("timer", "callback");
    }
}
