package io.juvloop.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.EventLoop;
import io.juvloop.phases.LoopHook;
import io.juvloop.phases.LoopPhase;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Callbacks in every iteration.
@LoopTest
class HookTest {
    private final List<String> events = new ArrayList<>();

    @Test
    void phasesRunInTheirOrderAfterReadyCallbacks(EventLoop loop) {
        LoopHook check = loop.phases().onCheck(() -> events.add("check"));
        LoopHook prepare = loop.phases().onPrepare(() -> events.add("prepare"));
        LoopHook idle = loop.phases().onIdle(() -> events.add("idle"));
        loop.callSoon(() -> events.add("ready"));
        Turns.one(loop);
        Turns.one(loop);
        assertThat(events).containsExactly("ready", "idle", "prepare", "check", "idle", "prepare", "check");
        List.of(check, prepare, idle).forEach(LoopHook::close);
        Turns.one(loop);
        assertThat(events).hasSize(7);
    }

    @ParameterizedTest
    @EnumSource
    void hooksOfAPhaseRunInTheOrderOfTheirMaking(LoopPhase phase, EventLoop loop) {
        try (LoopHook a = loop.phases().addHook(phase, () -> events.add("a"));
                LoopHook b = loop.phases().addHook(phase, () -> events.add("b"));
                LoopHook c = loop.phases().addHook(phase, () -> events.add("c"))) {
            Turns.one(loop);
            b.cancel();
            assertThat(List.of(a.isCancelled(), b.isCancelled(), c.isCancelled()))
                    .containsExactly(false, true, false);
            Turns.one(loop);
        }
        assertThat(events).containsExactly("a", "b", "c", "a", "c");
    }

    @ParameterizedTest
    @EnumSource
    void hookThatCancelsItselfAndOthersAndMakesNewOnes(LoopPhase phase, EventLoop loop) {
        List<LoopHook> hooks = new ArrayList<>();
        hooks.add(loop.phases().addHook(phase, () -> {
            events.add("first");
            hooks.get(0).cancel();
            hooks.get(1).cancel();
            hooks.add(loop.phases().addHook(phase, () -> events.add("new")));
        }));
        hooks.add(loop.phases().addHook(phase, () -> events.add("never")));
        Turns.one(loop);
        assertThat(events).containsExactly("first");
        Turns.one(loop);
        assertThat(events).containsExactly("first", "new");
        hooks.get(2).cancel();
    }

    @ParameterizedTest
    @EnumSource
    void aHookThatThrowsIsReportedAndStays(LoopPhase phase, EventLoop loop, Reported reported) {
        LoopHook hook = loop.phases().addHook(phase, () -> {
            throw new IllegalStateException("thrown by a hook");
        });
        LoopHook other = loop.phases().addHook(phase, () -> events.add("other"));
        Turns.many(loop, 2);
        assertThat(events).hasSize(2);
        assertThat(reported.all()).hasSize(2).allSatisfy(context -> {
            assertThat(context.message()).contains("hook").contains("failed");
            assertThat(context.exception()).hasMessage("thrown by a hook");
            assertThat(context.handle()).isSameAs(hook);
        });
        hook.cancel();
        other.cancel();
    }

    @ParameterizedTest
    @EnumSource
    void callbacksScheduledByAHookRunWithoutWaiting(LoopPhase phase, EventLoop loop) {
        // an event has to end the first wait, and not before it begins
        loop.callSoon(() -> loop.callLater(Duration.ofMillis(1), () -> {}));
        LoopHook hook = loop.phases().addHook(phase, () -> {
            if (events.isEmpty()) {
                events.add("hook");
                loop.callSoon(() -> events.add("soon"));
                loop.callLater(Duration.ofMillis(1), loop::stop);
            }
        });
        loop.runForever();
        assertThat(events).containsExactly("hook", "soon");
        hook.cancel();
    }

    @Test
    void onlyAnIdleHookKeepsTheLoopFromWaiting(EventLoop loop) {
        int[] iterations = new int[2];
        LoopHook prepare = loop.phases().onPrepare(() -> iterations[0]++);
        loop.callLater(Duration.ofMillis(100), loop::stop);
        loop.runForever();
        LoopHook idle = loop.phases().onIdle(() -> iterations[1]++);
        Await.until(loop, () -> iterations[1] > 5000);
        assertThat(iterations[0] - iterations[1]).isLessThan(100);
        idle.cancel();
        prepare.cancel();
    }

    @Test
    void aStoppedIterationIsFinished(EventLoop loop) {
        LoopHook prepare = loop.phases().onPrepare(loop::stop);
        LoopHook check = loop.phases().onCheck(() -> events.add("check"));
        loop.runForever();
        assertThat(events).containsExactly("check");
        prepare.cancel();
        check.cancel();
    }

    @Test
    void hooksEndWithTheLoop() {
        EventLoop loop = LoopChoice.newLoop();
        LoopHook hook = loop.phases().onPrepare(() -> events.add("prepare"));
        loop.close();
        assertThat(hook.isCancelled()).isTrue();
        hook.close();
        hook.unref();
        assertThat(events).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> loop.phases().onIdle(() -> {}));
    }

    @Test
    void anotherThreadIsRefused(EventLoop loop) {
        try (LoopHook hook = loop.phases().onCheck(() -> {})) {
            OtherThread.run(() -> {
                assertThatIllegalStateException().isThrownBy(hook::cancel);
                assertThatIllegalStateException().isThrownBy(hook::unref);
                assertThatIllegalStateException().isThrownBy(hook::hasRef);
            });
            assertThat(hook.isCancelled()).isFalse();
            assertThat(hook.phase()).isEqualTo(LoopPhase.CHECK);
        }
    }
}
