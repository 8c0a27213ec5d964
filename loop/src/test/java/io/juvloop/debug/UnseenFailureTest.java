package io.juvloop.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.LoopFuture;
import io.juvloop.TaskOptions;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Logged;
import io.juvloop.testing.Reported;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An unobserved failure is reported once its future is collected.
@TaskTest
class UnseenFailureTest {
    private final IllegalArgumentException failure = new IllegalArgumentException("on purpose");

    private static Object nothing(LoopFuture<String> future) {
        return future.isDone();
    }

    /// The ways of observing a failure.
    @SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
    enum Look {
        GET(future -> catchThrowable(future::get)),
        JOIN(future -> catchThrowable(future::join)),
        GET_NOW(future -> catchThrowable(() -> future.getNow("absent"))),
        RESULT_NOW(future -> catchThrowable(future::resultNow)),
        EXCEPTION_NOW(LoopFuture::exceptionNow),
        DEPEND_ON_IT(future -> future.exceptionally(thrown -> "seen").isDone());

        private final Function<LoopFuture<String>, Object> look;

        Look(Function<LoopFuture<String>, Object> look) {
            this.look = look;
        }
    }

    private void failAndDrop(
            EventLoop loop, Function<LoopFuture<String>, Object> before, Function<LoopFuture<String>, Object> after) {
        LoopFuture<String> future = loop.createFuture();
        var _ = before.apply(future);
        future.completeExceptionally(failure);
        var _ = after.apply(future);
    }

    private void failAndDrop(EventLoop loop) {
        failAndDrop(loop, UnseenFailureTest::nothing, UnseenFailureTest::nothing);
    }

    private static void awaitReport(EventLoop loop, Reported reported) {
        Await.until(loop, "a report", () -> {
            System.gc();
            return reported.count() > 0;
        });
    }

    @Test
    @Tag("A6")
    @DisplayName("a failed future whose exception was not retrieved is reported once, with both")
    void aFailedFutureThatIsDroppedIsReportedOnce(EventLoop loop, Reported reported) {
        failAndDrop(loop);
        awaitReport(loop, reported);
        ExceptionContext context = reported.only();
        assertThat(context.message()).isEqualTo("a future failed, and its exception was never retrieved");
        assertThat(context.exception()).isSameAs(failure);
        assertThat(context.future().state()).isEqualTo(Future.State.FAILED);
        assertThat(context.future().exceptionNow()).isSameAs(failure);
        System.gc();
        Turns.many(loop, 3);
        assertThat(reported.count()).isZero();
    }

    @Test
    @Tag("A6")
    @DisplayName("so is a task, by its name")
    void aFailedTaskThatIsDroppedIsReportedByName(EventLoop loop, Reported reported) {
        Callable<String> body = () -> {
            throw failure;
        };
        InTask.run(loop, () -> {
            var _ = loop.createTask(body, TaskOptions.named("forgotten"));
        });
        awaitReport(loop, reported);
        ExceptionContext context = reported.only();
        assertThat(context.message()).isEqualTo("task forgotten failed, and its exception was never retrieved");
        assertThat(context.exception()).isSameAs(failure);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("A6")
    @DisplayName("retrieving the exception before or after suppresses the report")
    void lookingAtItSuppressesThat(Look how, EventLoop loop, Reported reported) {
        failAndDrop(loop, UnseenFailureTest::nothing, how.look);
        if (how == Look.DEPEND_ON_IT) {
            failAndDrop(loop, how.look, UnseenFailureTest::nothing);
        }
        System.gc();
        Turns.many(loop, 3);
        failAndDrop(loop);
        awaitReport(loop, reported);
        assertThat(reported.all()).hasSize(1);
    }

    @Test
    void aTaskThatAwaitsItSuppressesThat(EventLoop loop, Reported reported) {
        InTask.run(loop, () -> {
            Callable<String> body = () -> {
                throw failure;
            };
            assertThat(catchThrowable(() -> Async.await(loop.createTask(body)))).isSameAs(failure);
            failAndDrop(loop, UnseenFailureTest::nothing, future -> catchThrowable(() -> Async.await(future)));
        });
        System.gc();
        Turns.many(loop, 3);
        failAndDrop(loop);
        awaitReport(loop, reported);
        assertThat(reported.all()).hasSize(1);
    }

    @Test
    void beingToldThatItIsDoneIsNotYetToLook(EventLoop loop, Reported reported) {
        failAndDrop(loop, UnseenFailureTest::beTold, LoopFuture::isDone);
        awaitReport(loop, reported);
        assertThat(reported.only().exception()).isSameAs(failure);
    }

    private static boolean beTold(LoopFuture<String> future) {
        future.addDoneCallback(done -> assertThat(done.isDone()).isTrue());
        return true;
    }

    @Test
    void aCancelledFutureHasNotFailed(EventLoop loop, Reported reported) {
        failAndDrop(loop, future -> future.cancel(true), UnseenFailureTest::nothing);
        System.gc();
        Turns.many(loop, 3);
        failAndDrop(loop);
        awaitReport(loop, reported);
        assertThat(reported.all()).hasSize(1);
    }

    @Test
    void afterTheEndOfItsLoopItIsLogged(EventLoop loop, Logged logged) {
        failAndDrop(loop);
        loop.close();
        for (int i = 0; i < 1000 && logged.count() == 0; i++) {
            System.gc();
        }
        Logged.Entry entry = logged.only();
        assertThat(entry.message()).startsWith("a future failed, and its exception was never retrieved");
        assertThat(entry.thrown()).isSameAs(failure);
    }
}
