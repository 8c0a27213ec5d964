package io.juvloop.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Signal;
import io.juvloop.Task;
import io.juvloop.sync.Event;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Handlers of real signals in one loop and in two. Without a handler, WINCH has no effect, and USR1 would end
/// this JVM.
@LoopTest
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no kill")
class SignalHandlerTest {
    private static void sendFromAnotherThread(Signal signal) {
        Thread.ofPlatform().daemon().start(() -> Kill.thisProcess(signal));
    }

    @Test
    @Tag("G1")
    @DisplayName("a signal wakes an idle loop and its handler runs on the loop's thread")
    void aSignalWakesAnIdleLoop(EventLoop loop) {
        List<Thread> told = new ArrayList<>();
        loop.addSignalHandler(Signal.USR1, () -> {
            told.add(Thread.currentThread());
            assertThat(EventLoop.running()).isSameAs(loop);
            loop.stop();
        });
        loop.callSoon(() -> sendFromAnotherThread(Signal.USR1));
        loop.runForever();
        assertThat(told).containsExactly(Thread.currentThread());
        assertThat(loop.removeSignalHandler(Signal.USR1)).isTrue();
    }

    @Test
    @Tag("G1")
    @DisplayName("three signals run the handler at least once and at most three times")
    void signalsCoalesce(EventLoop loop) {
        AtomicInteger told = new AtomicInteger();
        loop.addSignalHandler(Signal.USR1, told::incrementAndGet);
        for (int i = 0; i < 3; i++) {
            Kill.thisProcess(Signal.USR1);
        }
        Await.until(loop, () -> told.get() > 0);
        Turns.many(loop, 3);
        assertThat(told.get()).isBetween(1, 3);
        loop.removeSignalHandler(Signal.USR1);
    }

    @Test
    void whatComesBetweenTwoRunsIsToldInTheNext(EventLoop loop) {
        AtomicInteger told = new AtomicInteger();
        loop.addSignalHandler(Signal.USR1, told::incrementAndGet);
        Turns.one(loop);
        Kill.thisProcess(Signal.USR1);
        assertThat(told).hasValue(0);
        Await.until(loop, () -> told.get() == 1);
        loop.removeSignalHandler(Signal.USR1);
    }

    @Test
    @Tag("G1")
    void addingAgainReplaces(EventLoop loop) {
        List<String> told = new ArrayList<>();
        loop.addSignalHandler(Signal.USR1, () -> told.add("first"));
        loop.addSignalHandler(Signal.USR1.number(), () -> told.add("second"));
        Kill.thisProcess(Signal.USR1);
        Await.until(loop, () -> !told.isEmpty());
        assertThat(told).containsOnly("second");
        assertThat(loop.removeSignalHandler(Signal.USR1)).isTrue();
        assertThat(loop.removeSignalHandler(Signal.USR1)).isFalse();
    }

    @Test
    @Tag("G1")
    @DisplayName("a handler removes itself, and is unknown afterwards")
    void aHandlerMayRemoveItself(EventLoop loop) {
        List<Boolean> removed = new ArrayList<>();
        loop.addSignalHandler(Signal.WINCH, () -> {
            removed.add(loop.removeSignalHandler(Signal.WINCH));
            removed.add(loop.removeSignalHandler(Signal.WINCH));
        });
        Kill.thisProcess(Signal.WINCH);
        Await.until(loop, () -> !removed.isEmpty());
        assertThat(removed).containsExactly(true, false);
        Kill.thisProcess(Signal.WINCH);
        Turns.many(loop, 3);
        assertThat(removed).hasSize(2);
    }

    @Test
    @Tag("G1")
    void removingAnUnknownOneSaysFalse(EventLoop loop) {
        assertThat(loop.removeSignalHandler(Signal.TERM)).isFalse();
        assertThat(loop.removeSignalHandler(Signal.KILL)).isFalse();
        assertThat(loop.removeSignalHandler(Signal.BREAK)).isFalse();
    }

    @Test
    void aHandlerMayReplaceItself(EventLoop loop) {
        List<String> told = new ArrayList<>();
        loop.addSignalHandler(Signal.USR1, () -> {
            told.add("first");
            loop.addSignalHandler(Signal.USR1, () -> told.add("second"));
        });
        Kill.thisProcess(Signal.USR1);
        Await.until(loop, () -> told.contains("first"));
        Kill.thisProcess(Signal.USR1);
        Await.until(loop, () -> told.contains("second"));
        assertThat(told).containsExactly("first", "second");
        loop.removeSignalHandler(Signal.USR1);
    }

    @Test
    void whatCameBeforeTheRemovalIsNotToldAfterIt(EventLoop loop) {
        AtomicInteger told = new AtomicInteger();
        loop.addSignalHandler(Signal.WINCH, told::incrementAndGet);
        Kill.thisProcess(Signal.WINCH);
        loop.removeSignalHandler(Signal.WINCH);
        Turns.many(loop, 3);
        assertThat(told).hasValue(0);
    }

    @Test
    void aHandlerMayRemoveAnotherWhoseTurnComesNext(EventLoop loop) {
        List<String> told = new ArrayList<>();
        loop.addSignalHandler(Signal.WINCH, () -> told.add("removed"));
        loop.addSignalHandler(Signal.USR1, () -> {
            told.add("remover");
            loop.removeSignalHandler(Signal.WINCH);
        });
        Kill.thisProcess(Signal.USR1);
        Kill.thisProcess(Signal.WINCH);
        Await.until(loop, () -> !told.isEmpty());
        Turns.many(loop, 3);
        assertThat(told).containsExactly("remover");
        loop.removeSignalHandler(Signal.USR1);
    }

    @Test
    void aHandlerThatFailsIsReportedAndStays(EventLoop loop, Reported reported) {
        AtomicInteger told = new AtomicInteger();
        loop.addSignalHandler(Signal.USR1, () -> {
            if (told.incrementAndGet() == 1) {
                throw new IllegalArgumentException("not this time");
            }
        });
        Kill.thisProcess(Signal.USR1);
        Await.until(loop, () -> told.get() == 1);
        Kill.thisProcess(Signal.USR1);
        Await.until(loop, () -> told.get() == 2);
        assertThat(reported.only().exception()).hasMessage("not this time");
        loop.removeSignalHandler(Signal.USR1);
    }

    @Test
    void eachLoopIsToldUntilItsOwnHandlerIsRemoved(EventLoop loop) throws InterruptedException {
        AtomicInteger here = new AtomicInteger();
        AtomicInteger there = new AtomicInteger();
        loop.addSignalHandler(Signal.USR1, here::incrementAndGet);
        Thread other = Thread.ofPlatform().start(() -> {
            try (EventLoop second = EventLoop.create()) {
                second.addSignalHandler(Signal.USR1, there::incrementAndGet);
                Kill.thisProcess(Signal.USR1);
                Await.until(second, () -> there.get() == 1);
                Await.until(second, () -> here.get() == 1);
            }
        });
        Await.until(loop, () -> !other.isAlive());
        other.join();
        assertThat(here).hasValue(1);
        Kill.thisProcess(Signal.USR1);
        Await.until(loop, () -> here.get() == 2);
        assertThat(there).hasValue(1);
        loop.removeSignalHandler(Signal.USR1);
    }

    @Test
    void loopsThatComeAndGoTogetherLeaveTheSignalHandled(EventLoop loop) throws InterruptedException {
        AtomicInteger told = new AtomicInteger();
        loop.addSignalHandler(Signal.USR1, told::incrementAndGet);
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            others.add(Thread.ofPlatform().start(() -> {
                for (int round = 0; round < 50; round++) {
                    try (EventLoop second = EventLoop.create()) {
                        second.addSignalHandler(Signal.USR1, () -> {});
                        second.addSignalHandler(Signal.WINCH, () -> {});
                        second.removeSignalHandler(Signal.USR1);
                    }
                }
            }));
        }
        for (int i = 0; i < 10; i++) {
            Kill.thisProcess(Signal.USR1); // would end this JVM if it were unwatched for a moment
        }
        for (Thread other : others) {
            other.join();
        }
        Await.until(loop, () -> told.get() > 0);
        loop.removeSignalHandler(Signal.USR1);
    }

    @Test
    @Tag("G2")
    void aClosedLoopRefuses() {
        EventLoop closed = EventLoop.create();
        closed.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> closed.addSignalHandler(Signal.USR1, () -> {}))
                .withMessage("the event loop is closed");
        assertThatIllegalStateException().isThrownBy(() -> closed.removeSignalHandler(Signal.USR1));
    }

    @Test
    void noHandlerIsNoHandler(EventLoop loop) {
        assertThatNullPointerException()
                .isThrownBy(() -> loop.addSignalHandler(Signal.USR1, null))
                .withMessage("the handler is null");
        assertThat(loop.removeSignalHandler(Signal.USR1)).isFalse();
    }

    @Test
    void aRefusedHandlerLeavesNothingBehind(EventLoop loop) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> loop.addSignalHandler(33, () -> {}))
                .withMessageContaining("33");
        assertThat(loop.removeSignalHandler(33)).isFalse();
    }

    @Test
    @Tag("tasks")
    void aHandlerWakesATaskThatWaits(EventLoop loop) {
        InTask.run(loop, () -> {
            Event came = new Event();
            loop.addSignalHandler(Signal.USR1, came::set);
            sendFromAnotherThread(Signal.USR1);
            came.await();
            assertThat(loop.removeSignalHandler(Signal.USR1)).isTrue();
        });
    }

    @Test
    @Tag("tasks")
    void aHandlerMayCancelATaskAndMakeAnother(EventLoop loop) {
        List<String> said = new ArrayList<>();
        Task<Void> waiting = loop.createTask(() -> {
            Async.sleep(Duration.ofHours(1));
            return null;
        });
        loop.addSignalHandler(Signal.USR1, () -> {
            waiting.cancel(true);
            var _ = loop.createTask(() -> {
                said.add("made by the handler, " + loop.removeSignalHandler(Signal.USR1));
                return null;
            });
        });
        loop.callSoon(() -> sendFromAnotherThread(Signal.USR1));
        Await.until(loop, () -> waiting.isCancelled() && !said.isEmpty());
        assertThat(said).containsExactly("made by the handler, true");
    }
}
