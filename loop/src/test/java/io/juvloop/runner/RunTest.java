package io.juvloop.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.juvloop.Action;
import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Juvloop;
import io.juvloop.RunnerOptions;
import io.juvloop.spi.RunningLoop;
import io.juvloop.testing.InTask;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/// `Juvloop.run`: one program on a loop of its own.
@TaskTest
class RunTest {
    private final List<EventLoop> made = new ArrayList<>();

    private EventLoop make() {
        EventLoop loop = EventLoop.create();
        loop.setSlowCallbackDuration(Duration.ofHours(1)); // a busy machine is slow, and in debug mode that is logged
        made.add(loop);
        return loop;
    }

    private RunnerOptions options() {
        return RunnerOptions.DEFAULT.withLoopFactory(this::make);
    }

    @Test
    void givesTheResultOfTheMainTask() {
        String result = Juvloop.run(() -> {
            Async.sleep(Duration.ofMillis(1));
            return Async.await(EventLoop.running().createTask(() -> "from a task"));
        });
        assertThat(result).isEqualTo("from a task");
    }

    @Test
    void runsATaskWithoutAResult() {
        List<String> events = new ArrayList<>();
        Juvloop.run(() -> {
            Async.sleep(Duration.ZERO);
            events.add("ran");
        });
        assertThat(events).containsExactly("ran");
    }

    @Test
    void throwsAnUncheckedFailureAsItIsAndWrapsACheckedOne() {
        IllegalArgumentException unchecked = new IllegalArgumentException("on purpose");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Juvloop.run((Action) () -> {
                    throw unchecked;
                }))
                .isSameAs(unchecked);
        IOException checked = new IOException("on purpose");
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> Juvloop.run((Action) () -> {
                    throw checked;
                }))
                .havingCause()
                .isSameAs(checked);
    }

    @Test
    void throwsACancellationIfTheMainTaskIsCancelled() {
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> Juvloop.run(() -> {
                    EventLoop.running().currentTask().cancel();
                    Async.sleep(Duration.ofHours(1));
                }));
    }

    @Test
    void runsOnANewLoopAndClosesIt() {
        for (int i = 0; i < 2; i++) {
            Juvloop.run(() -> assertThat(EventLoop.running()).isSameAs(made.getLast()), options());
            assertThat(made.getLast().isClosed()).isTrue();
        }
        assertThat(made).hasSize(2).doesNotHaveDuplicates();
        assertThat(RunningLoop.get()).isNull();
    }

    @Test
    void closesTheLoopAlsoIfTheMainTaskFails() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Juvloop.run(
                        (Action) () -> {
                            throw new IllegalArgumentException("on purpose");
                        },
                        options()));
        assertThat(made).singleElement().matches(EventLoop::isClosed);
    }

    @Test
    void debugModeIsAsTheOptionsSayOrElseAsTheFactorySays() {
        Callable<Boolean> isDebug = () -> EventLoop.running().isDebug();
        RunnerOptions inDebug = RunnerOptions.DEFAULT.withLoopFactory(() -> {
            EventLoop loop = make();
            loop.setDebug(true);
            return loop;
        });
        assertThat(Juvloop.run(isDebug)).isFalse();
        assertThat(Juvloop.run(isDebug, options().withDebug(true))).isTrue();
        assertThat(Juvloop.run(isDebug, inDebug)).isTrue();
        assertThat(Juvloop.run(isDebug, inDebug.withDebug(false))).isFalse();
    }

    @Test
    void isRefusedInsideARunningLoopInACallbackAndInATask(EventLoop loop) {
        List<String> refused = new ArrayList<>();
        loop.callSoon(() -> refused.add(refusal()));
        InTask.run(loop, () -> refused.add(refusal()));
        assertThat(refused).containsExactly("refused", "refused");
        assertThat(made).isEmpty();
    }

    private String refusal() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Juvloop.run(() -> "never", options()))
                .withMessageContaining("inside a running event loop");
        return "refused";
    }

    @Test
    void isRefusedOnAVirtualThread() {
        OtherThread.runVirtually(() -> assertThatIllegalStateException()
                .isThrownBy(() -> Juvloop.run(() -> "never", options()))
                .withMessageContaining("platform thread"));
        assertThat(made).isEmpty();
    }

    @Test
    void isRefusedForNoBodyBeforeALoopIsMade() {
        assertThatNullPointerException().isThrownBy(() -> Juvloop.run((Callable<String>) null, options()));
        assertThat(made).isEmpty();
    }

    @Test
    void aStoppedLoopLeavesTheMainTaskToBeCancelled() {
        List<String> events = new ArrayList<>();
        assertThatIllegalStateException()
                .isThrownBy(() -> Juvloop.run(
                        () -> {
                            EventLoop.running().stop();
                            try {
                                Async.sleep(Duration.ofHours(1));
                            } finally {
                                events.add("cleaned up");
                            }
                        },
                        options()))
                .withMessageContaining("stopped before");
        assertThat(events).containsExactly("cleaned up");
        assertThat(made).singleElement().matches(EventLoop::isClosed);
    }
}
