package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Throwing;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@LoopTest
class ExceptionHandlerTest {
    private final IllegalArgumentException failure = new IllegalArgumentException("on purpose");
    private final Runnable failing = named("failing", Throwing.of(failure));
    private final List<String> ran = new ArrayList<>();

    private static Runnable named(String name, Runnable action) {
        return new Runnable() {
            @Override
            public void run() {
                action.run();
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }

    @Test
    @Tag("C3")
    void aFailingCallbackIsReportedOnceAndTheNextOneRuns(EventLoop loop, Reported reported) {
        Handle handle = loop.callSoon(failing);
        loop.callSoon(() -> ran.add("after"));
        Turns.one(loop);
        assertThat(ran).containsExactly("after");
        ExceptionContext context = reported.only();
        assertThat(context.message()).isEqualTo("the callback failing failed");
        assertThat(context.exception()).isSameAs(failure);
        assertThat(context.handle()).isSameAs(handle);
        assertThat(context.transport()).isNull();
        assertThat(context.protocol()).isNull();
    }

    @Test
    @Tag("C10")
    void aFailingTimerIsReportedAndTheOthersFire(EventLoop loop, Reported reported) {
        TimerHandle timer = loop.callAt(0, failing);
        loop.callAt(0, () -> ran.add("after"));
        Turns.one(loop);
        assertThat(ran).containsExactly("after");
        assertThat(reported.only().handle()).isSameAs(timer);
    }

    @Test
    void aFailingPostIsReportedAndTheOthersRun(EventLoop loop, Reported reported) {
        Handle post = loop.callSoonThreadsafe(failing);
        loop.callSoonThreadsafe(() -> ran.add("after"));
        Turns.one(loop);
        assertThat(ran).containsExactly("after");
        assertThat(reported.only().handle()).isSameAs(post);
    }

    @Test
    void theHandlerIsToldOfTheLoop(EventLoop loop) {
        List<EventLoop> told = new ArrayList<>();
        ExceptionHandler handler = (where, context) -> told.add(where);
        assertThat(loop.exceptionHandler()).isNull();
        loop.setExceptionHandler(handler);
        assertThat(loop.exceptionHandler()).isSameAs(handler);
        loop.callSoon(failing);
        Turns.one(loop);
        assertThat(told).containsExactly(loop);
    }

    @Test
    void withoutAHandlerItIsLoggedWithMessageKeysAndException(EventLoop loop, Logged logged) {
        loop.callSoon(failing);
        Turns.one(loop);
        Logged.Entry entry = logged.only();
        assertThat(entry.level()).isEqualTo(Level.SEVERE);
        assertThat(entry.thrown()).isSameAs(failure);
        assertThat(entry.message().lines()).containsExactly("the callback failing failed", "  handle: callback (done)");
    }

    @Test
    void theDefaultHandlerLogsItsKeysInOrder(EventLoop loop, Logged logged) {
        Handle handle = loop.callSoon(() -> {});
        CompletableFuture<String> future = loop.createFuture();
        loop.defaultExceptionHandler(ExceptionContext.of("something {0} happened", failure)
                .with(handle, new Throwable("scheduled"))
                .with(future));
        Turns.one(loop);
        Logged.Entry entry = logged.only();
        assertThat(entry.message().lines().map(line -> line.replaceAll(":.*", "")))
                .startsWith("something {0} happened", "  future", "  handle", "  created at");
        assertThat(entry.message()).contains("theDefaultHandlerLogsItsKeysInOrder");
        assertThat(entry.thrown()).isSameAs(failure);
    }

    @Test
    void resettingTheHandlerBringsTheLogBack(EventLoop loop, Reported reported, Logged logged) {
        loop.setExceptionHandler(null);
        loop.callSoon(failing);
        Turns.one(loop);
        assertThat(reported.count()).isZero();
        assertThat(logged.only().thrown()).isSameAs(failure);
    }

    @Test
    @Tag("C5")
    void aFailingHandlerIsLoggedWithItsContext(EventLoop loop, Logged logged) {
        IllegalStateException broken = new IllegalStateException("broken handler");
        loop.setExceptionHandler((where, context) -> {
            ran.add("handler");
            throw broken;
        });
        loop.callSoon(failing);
        loop.callSoon(() -> ran.add("after"));
        Turns.one(loop);
        assertThat(ran).containsExactly("handler", "after");
        assertThat(logged.all()).extracting(Logged.Entry::thrown).containsExactly(broken, failure);
    }

    @Test
    void callExceptionHandlerTellsTheHandler(EventLoop loop, Reported reported) {
        ExceptionContext context = ExceptionContext.of("by hand", null);
        loop.callExceptionHandler(context);
        assertThat(reported.only()).isSameAs(context);
        assertThatThrownBy(() -> loop.callExceptionHandler(null)).hasMessage("the context is null");
    }

    @Test
    void aContextWithoutExceptionIsLogged(EventLoop loop, Logged logged) {
        loop.callExceptionHandler(ExceptionContext.of("by hand", null));
        Logged.Entry entry = logged.only();
        assertThat(entry.message()).isEqualTo("by hand");
        assertThat(entry.thrown()).isNull();
    }

    @Test
    void aHandlerMayScheduleAndReportAndStop(EventLoop loop) {
        loop.setExceptionHandler((where, context) -> {
            ran.add(context.message());
            if (ran.size() == 1) {
                where.callExceptionHandler(ExceptionContext.of("nested", null));
                where.callLater(Duration.ofMillis(1), where::stop);
            }
        });
        loop.callSoon(failing);
        loop.runForever();
        assertThat(ran).containsExactly("the callback failing failed", "nested");
    }
}
