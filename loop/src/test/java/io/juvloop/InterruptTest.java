package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.testing.Await;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An interrupt of the thread that runs a loop belongs to the running callback. No later callback sees one that
/// it left, or one that arrived while no callback ran; the caller of the run gets it back. The same with and
/// without tasks.
@TaskTest
class InterruptTest {
    private final List<Boolean> flags = new ArrayList<>();

    @AfterEach
    void takeOff() {
        boolean _ = Thread.interrupted();
    }

    private void prepare(EventLoop loop, boolean tasks) {
        if (tasks) {
            loop.runUntilComplete(loop.createTask(() -> Async.sleep(Duration.ZERO)));
        }
    }

    private void look() {
        flags.add(Thread.currentThread().isInterrupted());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatACallbackLeavesTheNextDoesNotMeet(boolean tasks, EventLoop loop) {
        prepare(loop, tasks);
        loop.callSoon(() -> Thread.currentThread().interrupt());
        loop.callSoon(this::look);
        loop.callLater(Duration.ofMillis(1), () -> {
            look();
            loop.stop();
        });
        loop.runForever();
        assertThat(flags).containsExactly(false, false);
        assertThat(Thread.interrupted()).as("for whoever ran the loop").isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatComesWhileTheLoopWaitsIsForWhoRunsIt(boolean tasks, EventLoop loop) {
        prepare(loop, tasks);
        Thread owner = Thread.currentThread();
        CompletableFuture<String> interrupted = new CompletableFuture<>();
        Thread other = Thread.ofPlatform().start(() -> {
            owner.interrupt();
            interrupted.complete("interrupted");
            loop.callSoonThreadsafe(this::look);
        });
        Await.until(loop, () -> !flags.isEmpty());
        assertThat(interrupted).isDone();
        assertThat(flags).containsExactly(false);
        assertThat(Thread.interrupted()).isTrue();
        joinUninterrupted(other);
    }

    private static void joinUninterrupted(Thread other) {
        try {
            other.join();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @Test
    void aRunThatBeginsInterruptedRunsAllTheSame(EventLoop loop) {
        Thread.currentThread().interrupt();
        loop.callSoon(this::look);
        loop.runUntilComplete(loop.createTask(() -> {
            look();
            Async.sleep(Duration.ofMillis(1));
            look();
        }));
        assertThat(flags).containsExactly(false, false, false);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLaterChannelStaysOpen(boolean tasks, EventLoop loop) throws Exception {
        prepare(loop, tasks);
        Pipe pipe = Pipe.open();
        loop.callSoon(() -> Thread.currentThread().interrupt());
        CompletableFuture<Integer> written = new CompletableFuture<>();
        loop.callSoon(() -> {
            try {
                written.complete(pipe.sink().write(ByteBuffer.allocate(1)));
            } catch (IOException closed) {
                written.completeExceptionally(closed);
            }
        });
        assertThat(loop.runUntilComplete(written)).isEqualTo(1);
        pipe.sink().close();
        pipe.source().close();
    }

    @Test
    void closingAnInterruptedThreadsLoopClosesAllAndKeepsTheInterrupt(EventLoop loop) {
        Thread.currentThread().interrupt();
        loop.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(loop.isClosed()).isTrue();
    }
}
