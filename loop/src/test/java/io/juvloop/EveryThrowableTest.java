package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Throwing;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// No Throwable ends the JVM or the loop, whatever callback it comes from.
@LoopTest
class EveryThrowableTest {
    /// The Throwables that a callback may throw, and whether they end the run.
    @SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
    enum Kind {
        UNCHECKED(Throwing.of(new IllegalArgumentException("on purpose")), false),
        CHECKED(Throwing.of(new IOException("on purpose")), false),
        INTERRUPTED(Throwing.of(new InterruptedException("on purpose")), false),
        NEITHER_EXCEPTION_NOR_ERROR(Throwing.of(new Throwable("on purpose")), false),
        ASSERTION(Throwing.of(new AssertionError("on purpose")), false),
        LINKAGE(Throwing.of(new NoClassDefFoundError("on purpose")), false),
        INITIALIZER(Throwing.of(new ExceptionInInitializerError("on purpose")), false),
        STACK_OVERFLOW(Throwing.stackOverflow(), false),
        OUT_OF_MEMORY(Throwing.of(new OutOfMemoryError("on purpose")), true),
        INTERNAL(Throwing.of(new InternalError("on purpose")), true),
        OWN_ERROR(Throwing.of(new Error("on purpose")), true);

        private final Runnable callback;
        private final boolean endsTheRun;

        Kind(Runnable callback, boolean endsTheRun) {
            this.callback = callback;
            this.endsTheRun = endsTheRun;
        }
    }

    /// The places from which a callback is called.
    @SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
    enum Place {
        CALL_SOON(EventLoop::callSoon),
        CALL_SOON_THREADSAFE(EventLoop::callSoonThreadsafe),
        POST_OF_ANOTHER_THREAD((loop, callback) -> OtherThread.run(() -> loop.callSoonThreadsafe(callback))),
        CALL_LATER((loop, callback) -> loop.callLater(Duration.ZERO, callback)),
        CALL_AT((loop, callback) -> loop.callAt(0, callback));

        private final BiConsumer<EventLoop, Runnable> schedule;

        Place(BiConsumer<EventLoop, Runnable> schedule) {
            this.schedule = schedule;
        }
    }

    private final List<String> ran = new ArrayList<>();

    static Stream<Arguments> everyKindInEveryPlace() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(Place.values()).map(place -> Arguments.of(kind, place)));
    }

    @ParameterizedTest
    @MethodSource("everyKindInEveryPlace")
    void isReportedOrEndsTheRunAndTheLoopLives(Kind kind, Place place, EventLoop loop, Reported reported) {
        place.schedule.accept(loop, kind.callback);
        place.schedule.accept(loop, () -> ran.add("behind"));
        boolean ended = endsARun(loop);
        assertThat(ended).isEqualTo(kind.endsTheRun);
        assertThat(reported.all()).hasSize(ended ? 0 : 1);
        Await.until(loop, () -> !ran.isEmpty());
        assertThat(ran).containsExactly("behind");
    }

    private static boolean endsARun(EventLoop loop) {
        try {
            Turns.one(loop);
            return false;
        } catch (Error thrown) {
            return true;
        }
    }

    @ParameterizedTest
    @MethodSource("io.juvloop.EveryThrowableTest$Kind#values")
    void fromTheExceptionHandlerToo(Kind kind, EventLoop loop, Logged logged) {
        loop.setExceptionHandler((where, context) -> kind.callback.run());
        loop.callSoon(Throwing.of(new IllegalStateException("what the handler is told of")));
        boolean ended = endsARun(loop);
        assertThat(ended).isEqualTo(kind.endsTheRun);
        assertThat(logged.all()).hasSize(ended ? 0 : 2);
        loop.callSoon(() -> ran.add("goes on"));
        Turns.one(loop);
        assertThat(ran).containsExactly("goes on");
    }

    @ParameterizedTest
    @MethodSource("io.juvloop.EveryThrowableTest$Kind#values")
    void fromWhatDependsOnAFutureItStaysInTheDependent(Kind kind, EventLoop loop) {
        var future = loop.<String>createFuture();
        var dependent = future.thenRun(kind.callback);
        loop.callSoon(() -> future.complete("result"));
        Turns.one(loop);
        assertThat(future).isCompletedWithValue("result");
        assertThat(dependent).isCompletedExceptionally();
    }
}
