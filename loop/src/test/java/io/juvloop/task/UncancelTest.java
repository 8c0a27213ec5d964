package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/// Requests to cancel are counted, and can be withdrawn.
@TaskTest
class UncancelTest {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void countsDownAndNotBelowZero(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> Async.sleep(LONG));
        Turns.one(loop);
        assertThat(task.cancelling()).isZero();
        assertThat(task.uncancel()).isZero();
        task.cancel();
        task.cancel();
        assertThat(task.cancelling()).isEqualTo(2);
        assertThat(task.uncancel()).isOne();
        assertThat(task.uncancel()).isZero();
        assertThat(task.uncancel()).isZero();
        Turns.one(loop);
        assertThat(task.isCancelled())
                .as("what ended a wait cannot be taken back")
                .isTrue();
    }

    @Test
    void ofTheLastTakesBackWhatWasNotDelivered(EventLoop loop) {
        Task<String> task = loop.createTask(() -> "result");
        task.cancel();
        task.uncancel();
        assertThat(loop.runUntilComplete(task)).isEqualTo("result");
    }

    @Test
    void ofOneOfTwoTakesNothingBack(EventLoop loop) {
        Task<String> task = loop.createTask(() -> "result");
        task.cancel();
        task.cancel();
        task.uncancel();
        Turns.one(loop);
        assertThat(task.isCancelled()).isTrue();
    }

    @Test
    void insideTheTaskLetsTheNextWaitPass(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<?> self = loop.currentTask();
            self.cancel();
            self.cancel(new IllegalStateException("never thrown"));
            self.uncancel();
            assertThat(self.uncancel()).isZero();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            Async.sleep(Duration.ZERO);
            Async.sleep(Duration.ofMillis(1));
        });
    }

    @Test
    void insideTheTaskLeavesAnInterruptThatIsNotOurs(EventLoop loop) {
        InTask.run(loop, () -> {
            Thread.currentThread().interrupt();
            assertThat(loop.currentTask().uncancel()).isZero();
            assertThat(Thread.interrupted()).isTrue();
        });
    }

    @Test
    void insideTheTaskLetsItEndWell(EventLoop loop) {
        String result = InTask.call(loop, () -> {
            loop.currentTask().cancel();
            loop.currentTask().uncancel();
            return "result";
        });
        assertThat(result).isEqualTo("result");
    }

    @Test
    void structuredBlocksSeeWhoseRequestItWas(EventLoop loop) {
        Task<String> task = loop.createTask(() -> {
            try {
                Async.sleep(LONG);
                return "not cancelled";
            } catch (CancellationException cancelled) {
                return loop.currentTask().uncancel() == 0 ? "mine alone" : "another's too";
            }
        });
        Turns.one(loop);
        task.cancel();
        assertThat(loop.runUntilComplete(task)).isEqualTo("mine alone");
    }

    @Test
    void isForTheLoopsThread(EventLoop loop) {
        Task<String> task = loop.createTask(() -> "result");
        OtherThread.run(() -> assertThatIllegalStateException().isThrownBy(task::uncancel));
        loop.runUntilComplete(task);
    }
}
