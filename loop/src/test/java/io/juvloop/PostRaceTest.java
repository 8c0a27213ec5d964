package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Spin;
import io.juvloop.testing.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Calls of other threads that race with their opposites on the loop.
@LoopTest
class PostRaceTest {
    /// A post that was accepted, and whether it ran.
    private static final class Post implements Runnable {
        private final Handle handle;
        private final AtomicInteger runs = new AtomicInteger();

        Post(EventLoop loop) {
            handle = loop.callSoonThreadsafe(this);
        }

        @Override
        public void run() {
            runs.incrementAndGet();
        }

        boolean ranOrWasDropped() {
            return (runs.get() == 1) != handle.isCancelled();
        }
    }

    @Test
    void aPostThatRacesWithCloseRunsOrIsDroppedOrIsRefused(EventLoop unused) {
        for (int round = 0; round < 40; round++) {
            EventLoop loop = LoopChoice.newLoop();
            List<CompletableFuture<List<Post>>> posters = new ArrayList<>();
            CyclicBarrier begin = new CyclicBarrier(3);
            for (int i = 0; i < 2; i++) {
                posters.add(
                        CompletableFuture.supplyAsync(() -> postUntilRefused(loop, begin), PostRaceTest::onNewThread));
            }
            arrive(begin);
            Turns.one(loop);
            loop.close();
            for (CompletableFuture<List<Post>> poster : posters) {
                assertThat(poster.orTimeout(10, TimeUnit.SECONDS).join().stream()
                                .filter(post -> !post.ranOrWasDropped()))
                        .isEmpty();
            }
        }
    }

    private static void onNewThread(Runnable action) {
        Thread.ofPlatform().daemon().start(action);
    }

    private static List<Post> postUntilRefused(EventLoop loop, CyclicBarrier begin) {
        List<Post> posts = new ArrayList<>();
        arrive(begin);
        while (true) {
            try {
                posts.add(new Post(loop));
            } catch (IllegalStateException refused) {
                assertThat(refused).hasMessage("the event loop is closed");
                return posts;
            }
        }
    }

    @Test
    void aPostThatIsRefusedNeverRan(EventLoop unused) {
        for (int round = 0; round < 500; round++) {
            EventLoop loop = LoopChoice.newLoop();
            AtomicInteger runs = new AtomicInteger();
            CompletableFuture<Boolean> refused = CompletableFuture.supplyAsync(
                    () -> isRefused(() -> loop.callSoonThreadsafe(runs::incrementAndGet)), PostRaceTest::onNewThread);
            while (runs.get() == 0) {
                Turns.one(loop);
            }
            loop.close();
            assertThat(refused.orTimeout(10, TimeUnit.SECONDS).join()).isFalse();
        }
    }

    private static boolean isRefused(Runnable post) {
        try {
            post.run();
            return false;
        } catch (IllegalStateException refused) {
            return true;
        }
    }

    private static void arrive(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void aPostAfterCloseIsRefusedOnEveryThread(EventLoop loop) {
        loop.close();
        OtherThread.run(() -> assertThatIllegalStateException()
                .isThrownBy(() -> loop.callSoonThreadsafe(() -> {}))
                .withMessage("the event loop is closed"));
    }

    @Test
    void cancellingAPostOnAnotherThreadWinsOrLosesButNeverBoth(EventLoop loop) {
        int rounds = 20_000;
        Post[] posts = new Post[rounds];
        AtomicInteger posted = new AtomicInteger();
        Thread canceller = Thread.ofPlatform().daemon().unstarted(() -> {
            for (int i = 0; i < rounds; i++) {
                int wanted = i;
                Spin.until(() -> posted.get() > wanted);
                posts[i].handle.cancel();
            }
            loop.callSoonThreadsafe(loop::stop);
        });
        Thread poster = Thread.ofPlatform().daemon().unstarted(() -> {
            for (int i = 0; i < rounds; i++) {
                posts[i] = new Post(loop);
                posted.incrementAndGet();
            }
        });
        canceller.start();
        poster.start();
        loop.runForever();
        assertThat(posts).allMatch(Post::ranOrWasDropped);
    }
}
