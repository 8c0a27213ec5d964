package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.TaskOptions;
import io.juvloop.testing.InTask;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Reported;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Throwing;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Scoped values follow callbacks and tasks from the code that created them, as asyncio's context variables do,
/// and no other way.
@TaskTest
class ScopedValuesTest {
    private static final ScopedValue<String> VALUE = ScopedValue.newInstance();
    private static final ScopedValue<String> OTHER = ScopedValue.newInstance();

    /// The ways in which the loop comes to run code.
    @SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
    enum Way {
        CALL_SOON(EventLoop::callSoon),
        CALL_SOON_THREADSAFE(EventLoop::callSoonThreadsafe),
        CALL_LATER((loop, callback) -> loop.callLater(Duration.ZERO, callback)),
        CALL_AT((loop, callback) -> loop.callAt(loop.time(), callback)),
        EXECUTE(EventLoop::execute),
        TASK((loop, callback) -> {
            var _ = loop.createTask(callback::run);
        }),
        TASK_AFTER_A_WAIT((loop, callback) -> {
            var _ = loop.createTask(() -> {
                Async.sleep(Duration.ZERO);
                callback.run();
            });
        }),
        DONE_CALLBACK((loop, callback) -> {
            LoopFuture<String> future = loop.createFuture();
            future.addDoneCallback(done -> callback.run());
            loop.callSoon(() -> future.complete("done"));
        }),
        EXECUTOR((loop, callback) -> {
            var _ = loop.runInExecutor(null, () -> {
                callback.run();
                return true;
            });
        }),
        EXECUTOR_OF_ONES_OWN((loop, callback) -> {
            var _ = loop.runInExecutor(work -> Thread.ofPlatform().start(work), () -> {
                callback.run();
                return true;
            });
        });

        private final BiConsumer<EventLoop, Runnable> schedule;

        Way(BiConsumer<EventLoop, Runnable> schedule) {
            this.schedule = schedule;
        }

        /// The scoped value that a callback scheduled now sees.
        CompletableFuture<String> look(EventLoop loop) {
            CompletableFuture<String> result = new CompletableFuture<>();
            schedule.accept(loop, () -> result.complete(seen()));
            return result;
        }
    }

    private final List<String> events = new ArrayList<>();

    private static String seen() {
        return VALUE.orElse("none") + " " + OTHER.orElse("none");
    }

    private static ScopedValue.Carrier value(String value) {
        return ScopedValue.where(VALUE, value);
    }

    @AfterEach
    void theThreadOfTheLoopHasNone() {
        assertThat(seen()).isEqualTo("none none");
    }

    @ParameterizedTest
    @EnumSource
    void areThoseOfThePlaceWhereItIsMade(Way way, EventLoop loop) {
        var bound = value("one").call(() -> way.look(loop));
        var both = value("two").where(OTHER, "other").call(() -> way.look(loop));
        var rebound = value("outer").call(() -> value("inner").call(() -> way.look(loop)));
        var nested = value("outer").call(() -> ScopedValue.where(OTHER, "inner").call(() -> way.look(loop)));
        var none = way.look(loop);
        assertThat(loop.runUntilComplete(bound)).isEqualTo("one none");
        assertThat(loop.runUntilComplete(both)).isEqualTo("two other");
        assertThat(loop.runUntilComplete(rebound)).isEqualTo("inner none");
        assertThat(loop.runUntilComplete(nested)).isEqualTo("outer inner");
        assertThat(loop.runUntilComplete(none)).isEqualTo("none none");
    }

    @ParameterizedTest
    @EnumSource
    void areThoseOfTheCallbackThatMakesIt(Way way, EventLoop loop) {
        CompletableFuture<String> seen = new CompletableFuture<>();
        value("outer")
                .run(() -> loop.callSoon(() -> {
                    assertThat(seen()).isEqualTo("outer none");
                    forward(value("inner").call(() -> way.look(loop)), seen);
                }));
        assertThat(loop.runUntilComplete(seen)).isEqualTo("inner none");
    }

    @ParameterizedTest
    @EnumSource
    void areThoseOfTheTaskThatMakesIt(Way way, EventLoop loop) {
        CompletableFuture<String> seen = new CompletableFuture<>();
        Task<Void> task = value("task")
                .call(() -> loop.createTask(() -> {
                    Async.sleep(Duration.ZERO);
                    forward(way.look(loop), seen);
                    assertThat(seen()).isEqualTo("task none");
                }));
        loop.runUntilComplete(task);
        assertThat(loop.runUntilComplete(seen)).isEqualTo("task none");
    }

    private static void forward(CompletableFuture<String> from, CompletableFuture<String> to) {
        var _ = from.thenAccept(to::complete);
    }

    @Test
    void ofTasksThatTakeTurnsDoNotMix(EventLoop loop) {
        InTask.run(loop, () -> {
            List<Task<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String mine = "task " + i;
                tasks.add(value(mine).call(() -> loop.createTask(() -> keeps(mine))));
                tasks.add(loop.createTask(() -> keeps("none")));
            }
            tasks.forEach(Async::await);
            assertThat(seen()).isEqualTo("none none");
        });
    }

    private static void keeps(String mine) {
        for (int turn = 0; turn < 5; turn++) {
            assertThat(seen()).isEqualTo(mine + " none");
            Async.sleep(Duration.ZERO);
            ScopedValue.where(OTHER, "turn").run(() -> {
                Async.sleep(Duration.ofNanos(1));
                assertThat(seen()).isEqualTo(mine + " turn");
            });
        }
    }

    @Test
    void ofAnEagerTaskAreThoseOfItsMakerAndComeBackAfterIt(EventLoop loop) {
        InTask.run(loop, () -> {});
        TaskOptions eager = TaskOptions.DEFAULT.withEagerStart(true);
        value("callback")
                .run(() -> loop.callSoon(() -> {
                    var child = value("child").call(() -> loop.createTask(ScopedValuesTest::seen, eager));
                    assertThat(child.result()).isEqualTo("child none");
                    assertThat(seen()).isEqualTo("callback none");
                    events.add("checked");
                }));
        InTask.run(
                loop,
                () -> value("parent").run(() -> {
                    var child = value("child").call(() -> loop.createTask(ScopedValuesTest::seen, eager));
                    assertThat(child.result()).isEqualTo("child none");
                    assertThat(seen()).isEqualTo("parent none");
                    events.add("checked");
                }));
        assertThat(events).hasSize(2);
    }

    @Test
    void ofAnotherThreadComeWithItsPost(EventLoop loop) {
        OtherThread.run(() -> value("there").run(() -> loop.callSoonThreadsafe(() -> events.add(seen()))));
        loop.callSoonThreadsafe(() -> events.add(seen()));
        Turns.one(loop);
        assertThat(events).containsExactlyInAnyOrder("there none", "none none");
    }

    @Test
    void ofADoneCallbackAreNotThoseOfWhoCompletes(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        future.addDoneCallback(done -> events.add("first " + seen()));
        value("adder").run(() -> future.addDoneCallback(done -> events.add("second " + seen())));
        value("completer").run(() -> future.complete("result"));
        Turns.one(loop);
        assertThat(events).containsExactly("first none none", "second adder none");
    }

    @Test
    void ofTheRunAreOverriddenByThoseOfTheCallback(EventLoop loop) {
        value("callback").run(() -> loop.callSoon(() -> events.add(seen())));
        value("run").run(() -> Turns.one(loop));
        assertThat(events).containsExactly("callback none");
    }

    @Test
    void areGoneAfterACallbackThatThrows(EventLoop loop, Reported reported) {
        Runnable[] callbacks = {
            Throwing.of(new IllegalStateException("on purpose")),
            Throwing.of(new AssertionError("on purpose")),
            Throwing.of(new Throwable("on purpose")),
            Throwing.stackOverflow(),
            () -> value("inner").run(Throwing.stackOverflow())
        };
        for (Runnable callback : callbacks) {
            value("thrower").run(() -> loop.callSoon(callback));
            loop.callSoon(() -> events.add(seen()));
        }
        Turns.one(loop);
        assertThat(events).hasSize(callbacks.length).containsOnly("none none");
        assertThat(reported.all()).hasSize(callbacks.length);
    }

    @Test
    void ofATaskSurviveAnOverflowInside(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<String> task = value("task")
                    .call(() -> loop.createTask(() -> {
                        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(Throwing.stackOverflow()::run);
                        assertThat(seen()).isEqualTo("task none");
                        assertThatExceptionOfType(StackOverflowError.class)
                                .isThrownBy(() -> value("inner").run(Throwing.stackOverflow()));
                        Async.sleep(Duration.ZERO);
                        return seen();
                    }));
            assertThat(Async.await(task)).isEqualTo("task none");
            assertThat(seen()).isEqualTo("none none");
        });
    }
}
