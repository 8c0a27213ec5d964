package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Spin;
import io.juvloop.testing.Throwing;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@LoopTest
@NeedsLibuv("slow callbacks are measured by the real clock")
class DebugModeTest {
    /// A slow callback, with a name.
    private record Slow(Duration duration) implements Runnable {
        @Override
        public void run() {
            Spin.during(duration);
        }

        @Override
        public String toString() {
            return "the slow one";
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
    enum Schedule {
        CALL_SOON(EventLoop::callSoon),
        CALL_SOON_THREADSAFE((loop, callback) -> OtherThread.run(() -> loop.callSoonThreadsafe(callback))),
        CALL_LATER((loop, callback) -> loop.callLater(Duration.ZERO, callback));

        private final BiConsumer<EventLoop, Runnable> schedule;

        Schedule(BiConsumer<EventLoop, Runnable> schedule) {
            this.schedule = schedule;
        }
    }

    /// What was logged of a callback after its end. While it ran the watch may have seen it as well, and that line
    /// may come later; on a busy machine others are slow too.
    private static Logged.Entry took(String callback, Logged logged) {
        logged.allow(" has blocked the event loop ");
        logged.allow(" took ");
        List<Logged.Entry> entries = logged.all().stream()
                .filter(entry ->
                        entry.message().contains(callback) && !entry.message().contains(" has blocked the event loop "))
                .toList();
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }

    @Test
    void isOffAtFirstAndCanBeSwitched(EventLoop loop) {
        assertThat(loop.isDebug()).isFalse();
        loop.setDebug(true);
        assertThat(loop.isDebug()).isTrue();
        loop.setDebug(false);
        assertThat(loop.isDebug()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("R1")
    void aSlowCallbackIsLoggedWithItsNameAndTime(Schedule kind, EventLoop loop, Logged logged) {
        loop.setDebug(true);
        loop.setSlowCallbackDuration(Duration.ofMillis(5));
        kind.schedule.accept(loop, new Slow(Duration.ofMillis(8)));
        Turns.one(loop);
        Logged.Entry entry = took("the slow one", logged);
        assertThat(entry.level()).isEqualTo(Level.WARNING);
        assertThat(entry.message()).matches("the slow one took \\d+\\.\\d{3} seconds");
        double seconds = Double.parseDouble(entry.message().replaceAll("[^0-9.]", ""));
        assertThat(seconds).isBetween(0.008, 5.0);
    }

    @Test
    void aSlowCallbackThatFailsIsLoggedAndReported(EventLoop loop, Logged logged, Reported reported) {
        loop.setDebug(true);
        loop.setSlowCallbackDuration(Duration.ofMillis(1));
        loop.callSoon(() -> {
            Spin.during(Duration.ofMillis(2));
            Throwing.raise(new IllegalArgumentException("on purpose"));
        });
        Turns.one(loop);
        assertThat(took("DebugModeTest", logged).message()).contains(" took ");
        assertThat(reported.only().exception()).hasMessage("on purpose");
    }

    @Test
    void aQuickCallbackIsNotLogged(EventLoop loop, Logged logged) {
        loop.setDebug(true);
        loop.setSlowCallbackDuration(Duration.ofSeconds(5));
        loop.callSoon(() -> {});
        Turns.one(loop);
        assertThat(logged.count()).isZero();
    }

    @Test
    @Tag("R1")
    void nothingIsLoggedWhenOff(EventLoop loop, Logged logged) {
        loop.setSlowCallbackDuration(Duration.ofMillis(1));
        loop.callSoon(new Slow(Duration.ofMillis(3)));
        Turns.one(loop);
        assertThat(logged.count()).isZero();
    }

    @Test
    void canBeSwitchedOnWhileRunning(EventLoop loop, Logged logged) {
        loop.setSlowCallbackDuration(Duration.ofMillis(1));
        loop.callSoon(() -> loop.setDebug(true));
        loop.callSoon(new Slow(Duration.ofMillis(3)));
        Turns.one(loop);
        assertThat(took("the slow one", logged).message()).startsWith("the slow one took ");
    }

    @Test
    void aHundredMillisecondsAreSlowAtFirst() {
        try (EventLoop loop = EventLoop.create()) {
            assertThat(loop.slowCallbackDuration()).isEqualTo(Duration.ofMillis(100));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> loop.setSlowCallbackDuration(Duration.ofNanos(-1)))
                    .withMessageStartingWith("the duration is negative");
            assertThat(loop.slowCallbackDuration()).isEqualTo(Duration.ofMillis(100));
        }
    }

    @Test
    void aDurationWithoutEndMeansThatNothingIsSlow(EventLoop loop, Logged logged, Reported reported) {
        loop.setDebug(true);
        loop.setSlowCallbackDuration(Duration.ofSeconds(Long.MAX_VALUE));
        loop.callSoon(() -> {});
        Turns.one(loop);
        assertThat(logged.count() + reported.count()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aFailureTellsWhereTheCallbackWasScheduled(Schedule kind, EventLoop loop, Reported reported) {
        loop.setDebug(true);
        kind.schedule.accept(loop, Throwing.of(new IllegalArgumentException("on purpose")));
        Turns.one(loop);
        Throwable created = reported.only().created();
        assertThat(created).isNotNull();
        assertThat(Arrays.stream(created.getStackTrace()).map(StackTraceElement::getClassName))
                .anyMatch(name -> name.startsWith("io.juvloop.DebugModeTest"));
    }

    @ParameterizedTest
    @EnumSource
    void withoutDebugModeNoTraceIsKept(Schedule kind, EventLoop loop, Reported reported) {
        kind.schedule.accept(loop, Throwing.of(new IllegalArgumentException("on purpose")));
        Turns.one(loop);
        assertThat(reported.only().created()).isNull();
    }

    @Test
    void aSystemPropertySwitchesItOnForNewLoops(EventLoop before) {
        System.setProperty("juvloop.debug", "true");
        try (EventLoop loop = LoopChoice.newLoop()) {
            assertThat(loop.isDebug()).isTrue();
            assertThat(before.isDebug()).isFalse();
        } finally {
            System.clearProperty("juvloop.debug");
        }
    }
}
