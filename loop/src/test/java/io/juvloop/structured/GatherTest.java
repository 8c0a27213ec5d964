package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Outcome;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// [Async#gather] and [Async#gatherOutcomes].
@TaskTest
class GatherTest {
    private final List<String> events = new ArrayList<>();

    @Test
    void resultsAreInTheOrderOfTheArguments(EventLoop loop) {
        InTask.run(loop, () -> {
            LoopFuture<Integer> a = loop.createFuture();
            LoopFuture<Integer> b = loop.createFuture();
            CompletableFuture<Integer> c = CompletableFuture.completedFuture(null);
            LoopFuture<List<Integer>> all = Async.gather(a, b, c, a);
            b.complete(2);
            Naps.turn();
            assertThat(all).isNotDone();
            a.complete(1);
            assertThat(Async.await(all)).containsExactly(1, 2, null, 1);
        });
    }

    @Test
    void whatIsDoneIsGatheredAtOnce(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThat(Async.gather(List.<LoopFuture<String>>of())).isCompletedWithValue(List.of());
            assertThat(Async.gatherOutcomes(List.<LoopFuture<String>>of())).isCompletedWithValue(List.of());
            assertThat(Async.gather(CompletableFuture.completedFuture("x"))).isCompletedWithValue(List.of("x"));
        });
    }

    @Test
    void callsBecomeTasks(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThat(Async.await(Async.gather(() -> named("a"), () -> named("b"))))
                    .containsExactly("a", "b");
            assertThat(Async.await(Async.gatherCalls(List.of(() -> named("c")))))
                    .containsExactly("c");
        });
        assertThat(events).containsExactly("a", "b", "c");
    }

    private String named(String name) {
        Naps.shortly();
        events.add(name);
        return name;
    }

    @Test
    void theFirstFailureComesAtOnceAndTheOthersGoOn(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<String> slow = loop.createTask(() -> named("slow"));
            Task<String> failing = loop.createTask(() -> {
                throw new IOException("first");
            });
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> Async.await(Async.gather(slow, failing)))
                    .withCauseInstanceOf(IOException.class);
            assertThat(slow.isDone()).isFalse();
            assertThat(Async.await(slow)).isEqualTo("slow");
        });
    }

    @Test
    void aCancelledChildIsAFailureAndNoCancellation(EventLoop loop) {
        InTask.run(loop, () -> {
            LoopFuture<String> child = loop.createFuture();
            LoopFuture<String> other = loop.createFuture();
            LoopFuture<List<String>> all = Async.gather(child, other);
            child.cancel(true);
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Async.await(all));
            assertThat(all.isCancelled()).isFalse();
            assertThat(all.exceptionNow()).isInstanceOf(CancellationException.class);
            assertThat(other).isNotDone();
            assertThat(all.cancel(true)).isFalse();
            assertThat(other).isNotDone();
        });
    }

    @Test
    void cancellingItCancelsAll(EventLoop loop) {
        Task<Void> one = loop.createTask(Naps::forLong);
        Task<Void> two = loop.createTask(Naps::forLong);
        Task<Void> waiting = loop.createTask(() -> {
            Async.await(Async.gather(one, two));
        });
        Naps.cancelInItsWait(loop, waiting);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(waiting));
        Turns.many(loop, 3);
        assertThat(one.isCancelled()).isTrue();
        assertThat(two.isCancelled()).isTrue();
    }

    @Test
    void cancelledButAllWentOn(EventLoop loop) {
        InTask.run(loop, () -> {
            LoopFuture<List<Integer>> all = Async.gather(() -> Naps.unwilling(1), () -> Naps.unwilling(2));
            LoopFuture<List<Outcome<Integer>>> outcomes =
                    Async.gatherOutcomes(List.of(loop.createTask(() -> Naps.unwilling(3))));
            Naps.turn();
            assertThat(all.cancel(true)).isTrue();
            assertThat(outcomes.cancel(true)).isTrue();
            assertThat(all).isNotDone();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Async.await(all));
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Async.await(outcomes));
            assertThat(all.isCancelled()).isTrue();
        });
    }

    @Test
    void aTimeoutOfTheWaitIsSeenThroughIt(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> Async.waitFor(Async.gather(() -> Naps.unwilling(1), this::sleeps), Naps.SHORT));
            Naps.turn();
        });
    }

    private int sleeps() {
        Naps.forLong();
        return 0;
    }

    @Test
    void outcomesAreOfAllKinds(EventLoop loop) {
        InTask.run(loop, () -> {
            LoopFuture<String> cancelled = loop.createFuture();
            Task<String> failing = loop.createTask(() -> {
                throw new IOException("failed");
            });
            LoopFuture<List<Outcome<String>>> all =
                    Async.gatherOutcomes(List.of(failing, loop.createTask(() -> named("fine")), cancelled));
            cancelled.cancel(true);
            List<Outcome<String>> outcomes = Async.await(all);
            assertThat(outcomes.get(0).exception()).isInstanceOf(IOException.class);
            assertThat(outcomes.get(1)).isEqualTo(new Outcome<>("fine", null));
            assertThat(outcomes.get(1).isFailed()).isFalse();
            assertThat(outcomes.get(2).exception()).isInstanceOf(CancellationException.class);
            assertThat(outcomes.get(2).isFailed()).isTrue();
        });
    }

    @Test
    void anotherThreadMayCompleteWhatIsGathered(EventLoop loop) {
        InTask.run(loop, () -> {
            CompletableFuture<String> elsewhere = new CompletableFuture<>();
            LoopFuture<List<String>> all = Async.gather(elsewhere);
            var _ = loop.runInExecutor(null, () -> elsewhere.complete("from elsewhere"));
            assertThat(Async.await(all)).containsExactly("from elsewhere");
        });
    }

    @Test
    void aFutureOfAnotherLoopIsRefused(EventLoop loop) {
        try (EventLoop other = LoopChoice.newLoop()) {
            LoopFuture<String> foreign = other.createFuture();
            InTask.run(
                    loop,
                    () -> assertThatIllegalArgumentException()
                            .isThrownBy(() -> Async.gather(foreign))
                            .withMessageContaining("another event loop"));
        }
    }
}
