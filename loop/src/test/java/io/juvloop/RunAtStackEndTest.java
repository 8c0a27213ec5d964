package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.juvloop.spi.RunningLoop;
import io.juvloop.testing.LoopTest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A loop that is run with an almost exhausted stack can be run and closed afterwards.
@LoopTest
class RunAtStackEndTest {
    private static final int ROUNDS = 50;
    private static final long STACK_SIZE = 300 * 1024;

    private int overflows;

    @SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
    enum Way {
        UNTIL_COMPLETE(loop -> loop.runUntilComplete(CompletableFuture.completedFuture("done"))),
        WHILE_ALIVE(loop -> loop.phases().runWhileAlive());

        private final Consumer<EventLoop> run;

        Way(Consumer<EventLoop> run) {
            this.run = run;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverOverflowsTheLoopIsNotLeftRunning(Way way, EventLoop loop) throws InterruptedException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread shallow = new Thread(
                null,
                () -> {
                    try {
                        overflow(way, loop);
                    } catch (Throwable thrown) {
                        failure.set(thrown);
                    }
                },
                "shallow",
                STACK_SIZE);
        shallow.start();
        shallow.join();
        assertThat(failure.get()).isNull();
        assertThat(overflows).isEqualTo(ROUNDS);
        assertThat(loop.isRunning()).isFalse();
        assertThat(loop.runUntilComplete(CompletableFuture.completedFuture("again")))
                .isEqualTo("again");
        loop.close();
        assertThat(loop.stats().handles())
                .allSatisfy((type, count) -> assertThat(count.live()).isZero());
    }

    private void overflow(Way way, EventLoop loop) {
        for (int round = 0; round < ROUNDS; round++) {
            try {
                beginAt(round, way, loop);
            } catch (StackOverflowError end) {
                overflows++;
            }
            assertThat(loop.isRunning()).isFalse();
            assertThat(RunningLoop.get()).isNull();
        }
    }

    /// Makes each round meet the end of the stack at another place.
    private void beginAt(int offset, Way way, EventLoop loop) {
        if (offset == 0) {
            deeper(way, loop);
        } else {
            beginAt(offset - 1, way, loop);
        }
    }

    @SuppressWarnings("InfiniteRecursion") // down to the end of the stack
    private void deeper(Way way, EventLoop loop) {
        way.run.accept(loop);
        deeper(way, loop);
    }

    @Test
    void aFutureThatRefusesToBeWatchedLeavesNoRun(EventLoop loop) {
        CompletableFuture<String> refusing = new CompletableFuture<>() {
            @Override
            public CompletableFuture<String> toCompletableFuture() {
                throw new UnsupportedOperationException("on purpose");
            }
        };
        assertThat(catchThrowable(() -> loop.runUntilComplete(refusing))).hasMessage("on purpose");
        assertThat(loop.isRunning()).isFalse();
        loop.close();
    }
}
