package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Futures of a loop refuse the one wait that would deadlock.
@LoopTest
class LoopFutureTest {
    @SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
    enum Wait {
        GET(future -> future::get),
        GET_WITH_TIMEOUT(future -> () -> future.get(10, TimeUnit.SECONDS)),
        JOIN(future -> future::join);

        private final Function<CompletableFuture<String>, Callable<String>> wait;

        Wait(Function<CompletableFuture<String>, Callable<String>> wait) {
            this.wait = wait;
        }

        String on(CompletableFuture<String> future) {
            try {
                return wait.apply(future).call();
            } catch (RuntimeException unchecked) {
                throw unchecked;
            } catch (Exception checked) {
                throw new AssertionError(checked);
            }
        }
    }

    /// Dependents of another future.
    @SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
    enum Dependent {
        ITSELF(future -> future),
        THEN_APPLY(future -> future.thenApply(result -> result)),
        WHEN_COMPLETE(future -> future.whenComplete((result, failure) -> {})),
        HANDLE(future -> future.handle((result, failure) -> result)),
        EXCEPTIONALLY(future -> future.exceptionally(failure -> "")),
        COMBINED(future -> future.thenCombine(new CompletableFuture<>(), (one, other) -> one)),
        COPY(CompletableFuture::copy),
        SECOND_GENERATION(future -> future.thenApply(result -> result).thenApply(result -> result));

        private final UnaryOperator<CompletableFuture<String>> make;

        Dependent(UnaryOperator<CompletableFuture<String>> make) {
            this.make = make;
        }
    }

    private final List<String> results = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void noFutureOfTheLoopBlocksTheLoopsThread(Dependent kind, EventLoop loop) {
        CompletableFuture<String> future = kind.make.apply(loop.createFuture());
        loop.callSoon(() -> {
            for (Wait wait : Wait.values()) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> wait.on(future))
                        .withMessageContaining("waiting on the loop's own thread would never end");
                results.add("refused");
            }
        });
        Turns.one(loop);
        assertThat(results).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void aFutureThatIsDoneGivesItsResultAnywhere(Wait wait, EventLoop loop) {
        CompletableFuture<String> future = loop.createFuture();
        future.complete("result");
        loop.callSoon(() -> results.add(wait.on(future)));
        Turns.one(loop);
        results.add(wait.on(future));
        assertThat(results).containsExactly("result", "result");
    }

    @ParameterizedTest
    @EnumSource
    void anotherThreadMayWait(Wait wait, EventLoop loop) {
        CompletableFuture<String> future = loop.createFuture();
        CompletableFuture<String> seen = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            loop.callSoonThreadsafe(() -> future.complete("result"));
            seen.complete(wait.on(future));
        });
        assertThat(loop.runUntilComplete(seen)).isEqualTo("result");
    }

    @Test
    void theThreadOfAnotherLoopMayWait(EventLoop loop) {
        CompletableFuture<String> future = loop.createFuture();
        try (EventLoop other = LoopChoice.newLoop()) {
            other.callSoon(() -> {
                Thread.ofPlatform().daemon().start(() -> future.complete("result"));
                results.add(future.join());
            });
            Turns.one(other);
        }
        assertThat(results).containsExactly("result");
    }

    @Test
    void anyThreadMayMakeAndCompleteAndCancelOne(EventLoop loop) {
        OtherThread.run(() -> {
            CompletableFuture<String> future = loop.createFuture();
            assertThat(future.complete("result")).isTrue();
            assertThat(future.complete("again")).isFalse();
            assertThat(future.join()).isEqualTo("result");
            assertThat(loop.createFuture().cancel(true)).isTrue();
        });
    }

    @Test
    void aFutureOutlivesItsLoop(EventLoop loop) {
        CompletableFuture<String> future = loop.createFuture();
        CompletableFuture<Integer> length = future.thenApply(String::length);
        loop.close();
        future.complete("result");
        assertThat(length.join()).isEqualTo(6);
    }
}
