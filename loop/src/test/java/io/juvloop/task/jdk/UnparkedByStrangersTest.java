package io.juvloop.task.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.testing.TaskTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// The loop wakes a task while other threads unpark its thread, which any code may do to any thread: no wake-up is
/// lost, and none ends a wait that it is not for.
@TaskTest
class UnparkedByStrangersTest {
    private static final int TURNS = 20_000;

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private LoopFuture<Integer> serve;
    private LoopFuture<Integer> answer;
    private volatile boolean over;

    @Test
    void noWakeUpIsLostAndNoneIsWrong(EventLoop loop) throws InterruptedException {
        List<Thread> strangers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            strangers.add(Thread.ofPlatform().start(this::unparkAll));
        }
        try {
            assertThat(loop.runUntilComplete(loop.createTask(() -> play(loop)))).isEqualTo(2 * TURNS);
        } finally {
            over = true;
            for (Thread stranger : strangers) {
                stranger.join();
            }
        }
    }

    private void unparkAll() {
        while (!over) {
            threads.forEach(LockSupport::unpark);
        }
    }

    private int play(EventLoop loop) {
        serve = loop.createFuture();
        Task<Void> other = loop.createTask(() -> {
            threads.add(Thread.currentThread());
            for (int turn = 0; turn < TURNS; turn++) {
                int served = Async.await(serve);
                serve = loop.createFuture();
                answer.complete(served + 1);
            }
            return null;
        });
        threads.add(Thread.currentThread());
        int number = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            answer = loop.createFuture();
            serve.complete(number);
            int answered = Async.await(answer);
            assertThat(answered).isEqualTo(number + 1);
            number = answered + 1;
        }
        Async.await(other);
        return number;
    }
}
