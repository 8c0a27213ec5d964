package io.juvloop.debug;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import com.sun.jna.Native;
import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.TaskMode;
import io.juvloop.TaskOptions;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Logged;
import io.juvloop.testing.Spin;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Code that blocks a loop is reported while it does: each culprit here waits until it was logged, or
/// indefinitely.
@TaskTest
class BlockedLoopTest {
    private static final Duration SLOW = Duration.ofMillis(20);

    private final List<String> messages = new ArrayList<>();

    @BeforeEach
    void setUp(EventLoop loop, Logged logged) {
        logged.allow(" has blocked the event loop "); // a step that is slow because the machine is busy, at any moment
        logged.allow(" took ");
        loop.setDebug(true);
        loop.setSlowCallbackDuration(SLOW);
    }

    /// The log entries about a culprit's method that blocked the loop; a slow machine may have others.
    private List<String> whileBlocked(Logged logged, String method) {
        logged.all().forEach(entry -> messages.add(entry.message()));
        return messages.stream()
                .filter(message -> message.contains(" has blocked the event loop ") && message.contains(method))
                .toList();
    }

    private void culpritThatSpins(Logged logged) {
        Spin.until(() -> !whileBlocked(logged, "culpritThatSpins").isEmpty());
    }

    private void culpritThatSleeps(Logged logged) throws InterruptedException {
        for (int i = 0; i < 100 && whileBlocked(logged, "culpritThatSleeps").isEmpty(); i++) {
            Thread.sleep(SLOW.plusMillis(100)); // the wait is under test
            Async.sleep(Duration.ZERO); // in a new step, should a slow machine have seen this one too early
        }
    }

    private void culpritInNativeCode(Sleeping c, Logged logged) {
        for (int i = 0; i < 100 && whileBlocked(logged, "culpritInNativeCode").isEmpty(); i++) {
            c.usleep(120_000);
            Async.sleep(Duration.ZERO); // in a new step, should a slow machine have seen this one too early
        }
    }

    @Test
    void aCallbackThatNeverReturnsIsNamedWithItsStack(EventLoop loop, Logged logged) {
        Runnable culprit = new Runnable() {
            @Override
            public void run() {
                culpritThatSpins(logged);
            }

            @Override
            public String toString() {
                return "the callback";
            }
        };
        loop.callSoon(culprit);
        Turns.one(loop);
        assertThat(whileBlocked(logged, "BlockedLoopTest.culpritThatSpins"))
                .singleElement()
                .asString()
                .matches("(?s)the callback has blocked the event loop for \\d+\\.\\d{3} seconds, and still does:.*");
    }

    @Test
    void aTaskThatNeverWaitsIsNamedWithItsStack(EventLoop loop, Logged logged) {
        Task<Void> task = loop.createTask(
                () -> {
                    Async.sleep(Duration.ofMillis(1));
                    culpritThatSpins(logged);
                    return null;
                },
                TaskOptions.named("greedy"));
        loop.runUntilComplete(task);
        assertThat(whileBlocked(logged, "BlockedLoopTest.culpritThatSpins"))
                .singleElement()
                .asString()
                .startsWith("task greedy (begun) has blocked the event loop for ");
    }

    @Test
    void aTaskInAWaitOfTheJdksIsNamedWhereThatBlocksTheLoop(EventLoop loop, Logged logged) {
        boolean blocks = loop.taskMode() == TaskMode.PORTABLE;
        Task<Void> task = loop.createTask(
                () -> {
                    if (blocks) {
                        culpritThatSleeps(logged);
                    } else {
                        Thread.sleep(SLOW.multipliedBy(5)); // the wait is under test
                    }
                    return null;
                },
                TaskOptions.named("sleeper"));
        loop.runUntilComplete(task);
        if (blocks) {
            assertThat(whileBlocked(logged, "BlockedLoopTest.culpritThatSleeps"))
                    .singleElement()
                    .asString()
                    .startsWith("task sleeper (begun) has blocked the event loop for ");
        } else {
            assertThat(whileBlocked(logged, "Thread.sleep")).isEmpty();
        }
    }

    /// A function of the C library that blocks for a while.
    public interface Sleeping extends Library {
        int usleep(int micros);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no usleep")
    void aTaskInNativeCodeIsNamedWithTheCall(EventLoop loop, Logged logged) {
        Sleeping c = Native.load("c", Sleeping.class);
        assertThat(c.usleep(1)).isZero(); // and is loaded completely
        Task<Void> task = loop.createTask(
                () -> {
                    culpritInNativeCode(c, logged);
                    return null;
                },
                TaskOptions.named("native"));
        loop.runUntilComplete(task);
        assertThat(whileBlocked(logged, "BlockedLoopTest.culpritInNativeCode"))
                .singleElement()
                .asString()
                .startsWith("task native (begun) has blocked the event loop for ")
                .contains("com.sun.jna.Native.invokeInt(Native Method)");
    }

    @Test
    void aTaskThatStartsInsideAnotherIsTheOneNamed(EventLoop loop, Logged logged) {
        InTask.run(loop, () -> {
            TaskOptions eager = TaskOptions.named("inner").withEagerStart(true);
            Async.await(loop.createTask(
                    () -> {
                        culpritThatSpins(logged);
                        return null;
                    },
                    eager));
        });
        assertThat(whileBlocked(logged, "culpritThatSpins"))
                .singleElement()
                .asString()
                .startsWith("task inner (begun) has blocked");
    }

    @Test
    @Tag("R1")
    @DisplayName("a slow step is logged after its end with the name of the task and its time")
    void aSlowStepIsLoggedAfterItsEnd(EventLoop loop, Logged logged) {
        loop.setSlowCallbackDuration(Duration.ofMillis(50));
        Task<Void> task = loop.createTask(
                () -> {
                    Async.sleep(Duration.ofMillis(1));
                    Spin.during(Duration.ofMillis(80));
                    Async.sleep(Duration.ofMillis(1));
                    return null;
                },
                TaskOptions.named("slow"));
        loop.runUntilComplete(task);
        List<String> took = logged.all().stream()
                .map(Logged.Entry::message)
                .filter(message -> message.contains(" took "))
                .toList();
        assertThat(took)
                .anyMatch(message -> message.matches("task slow \\(begun\\) took \\d+\\.\\d{3} seconds")
                        && Double.parseDouble(message.replaceAll("[^0-9.]", "")) >= 0.08);
    }

    @Test
    void aSecondCulpritIsSeenLikeTheFirst(EventLoop loop, Logged logged) {
        InTask.run(loop, () -> {
            culpritThatSpins(logged);
            messages.clear();
            Async.sleep(Duration.ZERO);
            culpritThatSpins(logged);
        });
        assertThat(whileBlocked(logged, "culpritThatSpins")).hasSize(1);
    }

    @Test
    void nothingIsSeenWithDebugModeOff(EventLoop loop, Logged logged) {
        loop.setDebug(false);
        InTask.run(loop, () -> Spin.during(Duration.ofMillis(60)));
        assertThat(logged.count()).isZero();
    }

    @Test
    void theWatchEndsOnceNoLoopRunsInDebugMode(EventLoop loop) {
        loop.setSlowCallbackDuration(Duration.ofMinutes(1));
        InTask.run(loop, () -> {
            Spin.until(BlockedLoopTest::isWatched);
            loop.setDebug(false);
        });
        Spin.until(() -> !isWatched());
    }

    private static boolean isWatched() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("juvloop-debug"));
    }
}
