package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.LoopFuture;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Reported;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A failure that nobody looks at is reported when its future is gone.
@TaskTest
class UnseenFailureTest {
    private static final int TRIES = 1_000;

    private final IllegalStateException failure = new IllegalStateException("on purpose");

    private void failAndForget(EventLoop loop, RuntimeException why, Consumer<LoopFuture<String>> look) {
        LoopFuture<String> future = loop.createFuture();
        future.completeExceptionally(why);
        look.accept(future);
    }

    private static void collectUntilReported(EventLoop loop, Reported reported) {
        for (int i = 0; i < TRIES && reported.count() == 0; i++) {
            System.gc();
            Turns.one(loop);
        }
    }

    @Test
    @DisplayName("A6: a failure that nobody looked at is told once, with the exception and a future")
    void isReportedOnce(EventLoop loop, Reported reported) {
        failAndForget(loop, failure, future -> {});
        collectUntilReported(loop, reported);
        ExceptionContext context = reported.only();
        assertThat(context.exception()).isSameAs(failure);
        assertThat(context.future().state()).isEqualTo(Future.State.FAILED);
        Turns.many(loop, 3);
        assertThat(reported.count()).isZero();
    }

    @Test
    void isReportedThoughADoneCallbackWasTold(EventLoop loop, Reported reported) {
        failAndForget(loop, failure, future -> future.addDoneCallback(done -> {}));
        collectUntilReported(loop, reported);
        assertThat(reported.only().exception()).isSameAs(failure);
    }

    @Test
    @DisplayName("A6: looking at it suppresses the report")
    void isNotReportedIfSomebodyLooked(EventLoop loop, Reported reported) {
        IllegalStateException seen = new IllegalStateException("seen");
        failAndForget(loop, seen, future -> assertThat(future.exceptionNow()).isSameAs(seen));
        failAndForget(
                loop, seen, future -> future.exceptionally(thrown -> "handled").join());
        failAndForget(
                loop,
                seen,
                future -> assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(future)));
        failAndForget(
                loop,
                seen,
                future -> InTask.run(
                        loop, () -> assertThatIllegalStateException().isThrownBy(() -> Async.await(future))));
        // once this later one was collected and reported, the earlier ones were collected too
        failAndForget(loop, failure, future -> {});
        collectUntilReported(loop, reported);
        Turns.many(loop, 3);
        assertThat(reported.only().exception()).isSameAs(failure);
    }
}
