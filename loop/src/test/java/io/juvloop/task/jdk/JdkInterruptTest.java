package io.juvloop.task.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Action;
import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.TaskGroup;
import io.juvloop.testing.Await;
import io.juvloop.testing.FastOnly;
import io.juvloop.testing.InTask;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Throwing;
import io.juvloop.testing.Turns;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Cancelling a task that is in a wait of the JDK's interrupts it; each request is delivered once, in either
/// way.
@TaskTest
@FastOnly
class JdkInterruptTest {
    private final List<String> events = new ArrayList<>();
    private final Semaphore never = new Semaphore(0);

    @BeforeAll
    static void openWhatTheJdkOpensOnce() throws Exception {
        JdkPollers.start();
    }

    private static Task<Void> begun(EventLoop loop, Action body) {
        Task<Void> task = loop.createTask(body);
        Turns.one(loop);
        return task;
    }

    private static void end(EventLoop loop, Task<?> task) {
        Await.until(loop, "the task to end", task::isDone);
    }

    @Test
    void anInterruptThatWasThrownIsTheDelivery(EventLoop loop) {
        Task<Void> task = begun(loop, () -> {
            try {
                never.acquire();
            } catch (InterruptedException delivered) {
                events.add("interrupted");
            }
            Async.sleep(Duration.ofMillis(1));
            Async.sleep(Duration.ZERO);
            events.add("went on");
        });
        task.cancel();
        end(loop, task);
        assertThat(task.isCancelled()).isFalse();
        assertThat(task.cancelling()).isOne();
        assertThat(events).containsExactly("interrupted", "went on");
    }

    @Test
    void anInterruptThatWasThrownIsTheDeliveryAlsoIfTheBodyThenReturns(EventLoop loop) {
        Task<Void> task = begun(loop, () -> {
            try {
                Thread.sleep(Duration.ofHours(1)); // the wait is under test
            } catch (InterruptedException delivered) {
                events.add("interrupted");
            }
        });
        task.cancel();
        end(loop, task);
        assertThat(task.isCancelled()).isFalse();
        assertThat(events).containsExactly("interrupted");
    }

    @Test
    void anInterruptedFlagThatIsRestoredIsDeliveredByTheNextWait(EventLoop loop) {
        Task<Void> task = begun(loop, () -> {
            try {
                never.acquire();
            } catch (InterruptedException handedOn) {
                Thread.currentThread().interrupt();
            }
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Async.sleep(Duration.ofHours(1)));
            assertThat(Thread.interrupted()).isFalse();
            Async.sleep(Duration.ZERO);
            events.add("went on");
        });
        task.cancel();
        end(loop, task);
        assertThat(task.exception()).isNull();
        assertThat(task.cancelling()).isOne();
        assertThat(events).containsExactly("went on");
    }

    @Test
    void aWaitThatCannotBeInterruptedLeavesItToTheNext(EventLoop loop) {
        ReentrantLock lock = new ReentrantLock();
        CompletableFuture<String> future = new CompletableFuture<>();
        Holder holder = new Holder(inside -> {
            lock.lock();
            try {
                inside.run();
            } finally {
                lock.unlock();
            }
        });
        Task<Void> locks = begun(loop, () -> {
            lock.lock();
            try {
                events.add("locked");
            } finally {
                lock.unlock();
            }
            Async.sleep(Duration.ofHours(1));
        });
        Task<Void> joins = begun(loop, () -> {
            events.add(future.join());
            Async.sleep(Duration.ZERO);
        });
        locks.cancel();
        joins.cancel();
        Turns.many(loop, 3);
        assertThat(events).isEmpty();
        future.complete("joined");
        end(loop, joins);
        holder.letGo();
        end(loop, locks);
        assertThat(events).containsExactly("joined", "locked");
        assertThat(List.of(locks, joins)).allMatch(Task::isCancelled);
    }

    @Test
    void ofAMonitorToo(EventLoop loop) {
        Object monitor = new Object();
        Holder holder = new Holder(inside -> {
            synchronized (monitor) {
                inside.run();
            }
        });
        Task<Void> task = begun(loop, () -> {
            synchronized (monitor) {
                events.add("entered");
            }
            Async.sleep(Duration.ofHours(1));
        });
        task.cancel();
        Turns.many(loop, 3);
        holder.letGo();
        end(loop, task);
        assertThat(task.isCancelled()).isTrue();
        assertThat(events).containsExactly("entered");
    }

    @Test
    void interruptedExceptionThatLeavesTheBodyCancelsTheTask(EventLoop loop) {
        Task<Void> task = begun(loop, () -> never.acquire());
        task.cancel();
        end(loop, task);
        assertThat(task.isCancelled()).isTrue();
        assertThatThrownBy(task::result)
                .isInstanceOf(CancellationException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void interruptedExceptionThatLeavesTheBodyFailsWithTheReason(EventLoop loop) {
        TimeoutException reason = new TimeoutException("the reason");
        Task<Void> task = begun(loop, () -> never.acquire());
        task.cancel(reason);
        end(loop, task);
        assertThat(task.exception()).isSameAs(reason);
    }

    @Test
    void interruptedExceptionThatNobodyAskedForIsAFailure(EventLoop loop) {
        InterruptedException own = new InterruptedException("my own");
        Task<Void> task = begun(loop, () -> {
            throw own;
        });
        assertThat(task.isCancelled()).isFalse();
        assertThat(task.exception()).isSameAs(own);
    }

    @Test
    void interruptedInputAndOutputCancelsTheTask(EventLoop loop) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Task<Void> accepts = begun(loop, () -> server.accept().close());
            accepts.cancel();
            end(loop, accepts);
            assertThat(accepts.isCancelled()).isTrue();
        }
        Task<Void> raises = begun(loop, () -> {
            try {
                never.acquire();
            } catch (InterruptedException interrupted) {
                Throwing.raise(new InterruptedIOException());
            }
        });
        raises.cancel();
        end(loop, raises);
        assertThat(raises.isCancelled()).isTrue();
    }

    @Test
    void anInterruptBySomebodyElseInAWaitOfOursIsARequest(EventLoop loop) {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        LoopFuture<String> future = loop.createFuture();
        Task<Void> sleeps = begun(loop, () -> {
            thread.complete(Thread.currentThread());
            Async.sleep(Duration.ofHours(1));
        });
        CompletableFuture<Thread> second = new CompletableFuture<>();
        Task<Void> awaits = begun(loop, () -> {
            second.complete(Thread.currentThread());
            Async.await(future);
        });
        OtherThread.run(() -> thread.join().interrupt());
        OtherThread.run(() -> second.join().interrupt());
        end(loop, sleeps);
        end(loop, awaits);
        assertThat(List.of(sleeps, awaits)).allMatch(Task::isCancelled);
        assertThat(sleeps.cancelling()).isOne();
        assertThat(future.isCancelled()).isTrue();
    }

    @Test
    void anInterruptOfOnesOwnIsARequestAtTheNextWait(EventLoop loop) {
        InTask.run(loop, () -> {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Async.sleep(Duration.ofHours(1)));
            assertThat(Thread.interrupted()).isFalse();
            Async.sleep(Duration.ofMillis(1));
            assertThat(loop.currentTask().cancelling()).isOne();
        });
    }

    @Test
    void cancellingOneselfInterruptsTheNextWaitOfTheJdk(EventLoop loop) {
        InTask.run(loop, () -> {
            loop.currentTask().cancel();
            assertThatExceptionOfType(InterruptedException.class).isThrownBy(never::acquire);
            Async.sleep(Duration.ofMillis(1));
        });
    }

    @Test
    void takingARequestBackLetsTheNextWaitOfTheJdkPass(EventLoop loop) {
        InTask.run(loop, () -> {
            loop.currentTask().cancel();
            loop.currentTask().uncancel();
            Thread.sleep(1); // the wait is under test
        });
    }

    @Test
    void aSecondRequestInterruptsASecondTime(EventLoop loop) {
        Task<Void> task = begun(loop, () -> {
            for (int i = 0; i < 2; i++) {
                try {
                    never.acquire();
                } catch (InterruptedException again) {
                    events.add("interrupted");
                }
            }
            Async.sleep(Duration.ofMillis(1));
            events.add("went on");
        });
        task.cancel();
        Turns.many(loop, 3);
        task.cancel();
        end(loop, task);
        assertThat(task.isCancelled()).isFalse();
        assertThat(events).containsExactly("interrupted", "interrupted", "went on");
    }

    @Test
    void aWaitOfTheJdksThatIsOverKeepsItsResult(EventLoop loop) {
        CompletableFuture<String> future = new CompletableFuture<>();
        Task<Void> task = begun(loop, () -> {
            events.add(future.get());
            Async.sleep(Duration.ZERO);
            events.add("never");
        });
        future.complete("result");
        task.cancel();
        end(loop, task);
        assertThat(events).containsExactly("result");
        assertThat(task.isCancelled()).isTrue();
    }

    @Test
    void aSocketThatIsInterruptedInsideAGroupEndsTheTaskAsCancelled(EventLoop loop) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket silent = new Socket(server.getInetAddress(), server.getLocalPort())) {
            Task<Void> task = begun(loop, () -> {
                try (TaskGroup group = new TaskGroup()) {
                    var _ = group.createTask(() -> Async.sleep(Duration.ofHours(1)));
                    Async.sleep(Duration.ZERO);
                    int _ = silent.getInputStream().read();
                }
            });
            Turns.many(loop, 3);
            task.cancel();
            end(loop, task);
            assertThat(task.isCancelled()).isTrue();
        }
    }
}
